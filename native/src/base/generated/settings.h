// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by settings.h.ftl: edit those.
// clang-format off
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "option_words.h"

namespace pixelflux {

// What to capture and how to encode it. Names, defaults and ranges are those of the Java options.
// "Frames" are those of the ceiling `fps`, taken or not.
struct Settings {
    // Where the pixels come from. x11 captures an X11 display, wayland an output of a Wayland
    // compositor that lets clients copy it (sway, labwc, wayfire, Hyprland). screen takes X11 if
    // display is set, or DISPLAY names anything but a rootless Xwayland; else WAYLAND_DISPLAY's
    // compositor. portal is a screen or window that the user of a desktop such as GNOME or KDE
    // picks in a dialog, as a stream of PipeWire; the first frame comes when he has consented, and
    // CONSENT is the error if he does not. synthetic draws a moving picture by itself and needs no
    // display, which is meant for tests and first tries; frames are what a program pushes to the
    // input that the option input names.
    SourceKind source = SourceKind::kScreen;
    // The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in brackets),
    // tcp/host:1 or the path of its socket. Each may end in a screen such as .0. Empty: the
    // environment variable DISPLAY names it. With the source wayland it names the compositor's
    // socket instead, such as wayland-1 or a path; empty: as WAYLAND_DISPLAY says. With the source
    // portal it is the address of the session bus, such as unix:path=/run/user/1000/bus; empty: as
    // DBUS_SESSION_BUS_ADDRESS says, or XDG_RUNTIME_DIR. The source synthetic does not use it. Over
    // TCP a server that vanishes with its machine or network is lost after 20 s, at most 40.
    std::string display;
    // The monitor of the display to capture: on X11 by the name that xrandr --listmonitors shows,
    // also of one that somebody named; on Wayland the output by the name that its compositor gives
    // it. Empty: all of an X11 screen, the first output of a Wayland compositor. With the sources
    // portal, synthetic and frames it is refused. x and y count from its corner. It is followed
    // when it is moved, and with autoAdjustSize when it is resized. A monitor that is not there, or
    // goes, is a retryable error. Display in Java lists them.
    std::string monitor;
    // The window of the display to capture, by the number that xdotool or Display in Java tells; 0:
    // none. All of the window is captured, also what others cover, without the frame of a window
    // manager (X11's Composite extension). x and y count from its corner. It is followed when it is
    // moved, and with autoAdjustSize when it is resized. While it is not shown, the picture stays
    // as it was. When its program closes it, the capture ends with an error of its own, the code
    // WINDOW.
    std::int64_t window_id = 0;
    // The window of the display to capture, as windowId, by its whole title when the capture opens.
    // If several windows have it, the error lists them with their numbers.
    std::string window_title;
    // With source=frames, the name of the input to which a program pushes frames: with a
    // FrameInput, or a route that ends at pixelflux:frames with the same input. Who pushes and who
    // captures may come in any order, and any number may capture. The first frame says how large
    // the source is; a frame of another size resizes it (autoAdjustSize).
    std::string input;
    // With source=portal, the file that keeps the token with which the desktop shows the same
    // screen again without asking its user. It is read when the capture opens, if it is there, and
    // written anew when the user has consented: a token serves once. Who has it can see the screen,
    // so only the owner can read the file, and nothing else says it. Two captures at a time need
    // two files.
    std::string restore_token_file;
    // The left edge of the captured region, in pixels from the left of the source.
    int x = 0;
    // The top edge of the captured region, in pixels from the top of the source.
    int y = 0;
    // The width of the captured region, in pixels. It must fit the source after x. Not set: all
    // that is left of the source (synthetic: 1920).
    // 0: not set.
    int width = 0;
    // The height of the captured region, in pixels. It must fit the source after y. Not set: all
    // that is left of the source (synthetic: 1080).
    // 0: not set.
    int height = 0;
    // Whether the region follows the source when the source is resized. A width or height that is
    // not set is then all that is left of the source, one that is set as much of it as fits. Off: a
    // region that no longer fits ends the capture with a retryable error.
    bool auto_adjust_size = false;
    // The most frames a second. Fewer come when less changes or when the reader takes longer than a
    // frame; a calm screen sends none. With mode=mixed, pieces of what stayed still
    // (usePaintOverQuality) come between them.
    double fps = 60;
    // Whether the mouse pointer is drawn into the picture.
    bool capture_cursor = false;
    // Whether shape and position of the mouse pointer are told beside the picture. In Java a
    // CursorListener hears of them; in Camel they are exchanges of their own, which alone have the
    // header CamelPixelfluxCursorShapeId.
    bool cursor_events = false;
    // How changes are encoded. jpeg makes every stripe an image of its own. h264 makes every row of
    // stripes a video stream of its own, to be decoded by one decoder for each y. mixed sends no
    // stripes but frames of rectangles: copies of what moved, exact pixels where there is text,
    // images where there are pictures, and H.264 where a picture keeps moving.
    CaptureMode mode = CaptureMode::kJpeg;
    // The least number of an epoch that begins from now on. An epoch begins when the capture opens,
    // when its picture gets another size, and when mode changes to mixed or from it; its number is
    // at least that of the clock, in milliseconds since 1970, and above the one before. A program
    // that keeps frames beyond the capture, as a topic does, gives one more than the last epoch
    // that it knows. Then a clock that was set back does no harm.
    std::int64_t minimum_epoch = 0;
    // The rows of a stripe; with mode=h264 at least 64. 0 chooses by the mode and the height of the
    // region: 64 for jpeg and 128 for h264, doubled for tall regions.
    int stripe_height = 0;
    // The quality of JPEG stripes, and of images with mode=mixed; higher is better and larger.
    int jpeg_quality = 85;
    // With usePaintOverQuality, the quality of a JPEG stripe that stayed still. A stripe that
    // changes starts at it and falls by one a frame down to jpegQuality. The better of both counts.
    int paint_over_jpeg_quality = 95;
    // Whether a JPEG stripe leaves out the rows above and below that did not change. It does so in
    // steps of 16 rows. Off, or with stripeHeight: a stripe always has all its rows.
    bool jpeg_adaptive_stripes = true;
    // Whether JPEG has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0). It
    // makes coloured text crisp and stripes larger.
    bool jpeg_full_color = false;
    // The library that encodes H.264. auto takes x264 where the native library has it, else
    // openh264, which encodes no 4:4:4 (h264FullColor), no side below 16 pixels, and no stripe of
    // more than 9437184 pixels. x264 makes the native library GPL.
    H264Encoder h264_encoder = H264Encoder::kAuto;
    // The constant rate factor of H.264 stripes; lower is better and larger. Each picture gets the
    // quantiser that a film has at it; key frames and small changes are finer. With rateControl=cbr
    // it is how far a still picture is refined.
    int h264_crf = 25;
    // With usePaintOverQuality, the constant rate factor of an H.264 stripe that stayed still. The
    // lower of it and h264Crf counts.
    int h264_paint_over_crf = 18;
    // How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf. The first is
    // a key frame. A change cuts them short.
    int h264_paint_over_burst_frames = 5;
    // Whether H.264 has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0). It
    // makes coloured text crisp and stripes larger. The stream is full range, High 4:4:4
    // Predictive.
    bool h264_full_color = false;
    // Whether H.264 has the whole picture in one stripe, which is one stream. stripeHeight is not
    // used then.
    bool h264_full_frame = false;
    // Whether H.264 stripes are joined where motion lasts, and cut again where it does not. Not
    // with stripeHeight, h264FullFrame, h264StreamingMode or rateControl=cbr.
    bool h264_adaptive_stripes = true;
    // Whether every H.264 stripe is sent in every frame, changed or not, fps times a second.
    // Nothing is painted over then.
    bool h264_streaming_mode = false;
    // With mode=mixed, whether what keeps moving and is neither text nor a move becomes H.264. Such
    // a film is a rectangle and a stream of its own, with the quality that h264Crf says, about a
    // second after it began; until then, and where the native library has no encoder of H.264, it
    // is images. Off: it stays images, for readers that decode no H.264, such as PictureAssembler
    // without pixelflux-ffmpeg and browsers on pages of plain http.
    bool video_rectangles = true;
    // What H.264 stripes, and frames with mode=mixed, keep constant. With crf it is the quality
    // that h264Crf and jpegQuality say, with cbr the bits a second that bitrateKbps says. With
    // mode=mixed and cbr, images get coarser first, then exact pixels are sent as images, then
    // fewer frames come; what is still becomes exact whatever usePaintOverQuality says. It does
    // nothing with mode=jpeg.
    RateControl rate_control = RateControl::kCrf;
    // With rateControl=cbr, thousands of bits a second, for all H.264 stripes or rectangles
    // together.
    int bitrate_kbps = 4000;
    // With rateControl=cbr, how much may be sent at once, in frames. A frame has what the bit rate
    // yields from frame to frame. After a frame that was dearer the next one waits.
    double vbv_multiplier = 1.5;
    // Whether what stayed still is sent once more: a stripe at its paint-over quality; with
    // mode=mixed, what was an image as exact pixels. With mode=mixed it comes piece by piece, until
    // a screen at rest is shown bit for bit. Off: a still screen sends nothing. Not set: on with
    // mode=mixed, else off.
    std::optional<bool> use_paint_over_quality;
    // With usePaintOverQuality, how long a stripe, or with mode=mixed a part of the picture, must
    // stay still before it is sent once more, in frames at fps. With mode=mixed it is up to 8 times
    // as long where exact pixels were in vain lately, because what they showed changed within 2 s.
    int paint_over_trigger_frames = 10;
    // In how many frames in a row a stripe must change to be damaged. 0: none is.
    int damage_block_threshold = 15;
    // How long a damaged JPEG stripe must stay still before its quality is restored, in frames at
    // fps.
    int damage_block_duration = 30;
    // Within how many seconds every stripe is sent whole, decodable by itself, even if it is still.
    // With mode=mixed it is the picture that is sent whole, as a refresh. 0: only on demand.
    double keyframe_interval_seconds = 0;
    // The most threads that encode stripes of this capture at a time, its own included. The
    // captures of a process share them: until the last one closes there are as many as the capture
    // with the most may use. 0: as many as the JVM has processors when the capture opens.
    int encoder_threads = 0;
    // What stands before the payload of a stripe. none: nothing, so that a stripe is a JPEG image,
    // or H.264 in Annex B form, that programs open. 1: the header of the original's 1.x, 6 bytes of
    // JPEG and 10 of H.264, which the page and relays read. 2: the header of the original since its
    // 2.1, the same for JPEG and 12 bytes of H.264. A frame with mode=mixed has a form of its own,
    // whatever this says.
    WireHeader wire_header = WireHeader::kNone;
    // The PNG file, with alpha, that is drawn over the picture where watermarkLocation says. Empty:
    // none.
    std::string watermark_path;
    // Where the watermark is drawn; anything but none needs watermarkPath. animated moves it 2
    // pixels a frame and lets it bounce off the edges.
    WatermarkLocation watermark_location = WatermarkLocation::kNone;
    // What the source synthetic shows. shift moves shaded blocks to the left, scroll scrolls a page
    // of text up, window moves a window over a still ground, noise draws pixels without any order
    // anew, text types one more character on a still page in each frame, chart is a still test
    // chart, scroll57 and scroll120 scroll the page by that many pixels a frame where scroll does
    // by 16, sideways scrolls it to the left by 16, film is scroll with a film in the right third,
    // and drag moves a window with text and a photograph over a still page. syntheticChange says
    // how many rows that concerns.
    SyntheticPattern synthetic_pattern = SyntheticPattern::kShift;
    // Chooses the picture of the source synthetic: the same seed draws the same frames.
    std::int64_t synthetic_seed = 1;
    // The share of the rows that syntheticPattern moves in each frame, in percent. They are those
    // in the middle of the region, with window and drag the height of the window. chart has none.
    double synthetic_change = 10;
};

}  // namespace pixelflux
