// SPDX-License-Identifier: MPL-2.0
#include "stream_params.h"

#include <array>

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>
#include <spa/debug/types.h>
#include <spa/param/buffers.h>
#include <spa/param/format-utils.h>
#include <spa/param/param.h>
#include <spa/param/video/format-utils.h>
#include <spa/param/video/type-info.h>
#include <spa/pod/builder.h>
#include <spa/pod/iter.h>

namespace pixelflux {
namespace {

struct Format {
    spa_video_format number;
    PixelOrder order;
};

constexpr std::array<Format, 4> kFormats = {{
    {SPA_VIDEO_FORMAT_BGRx, {0, 1, 2}},
    {SPA_VIDEO_FORMAT_BGRA, {0, 1, 2}},
    {SPA_VIDEO_FORMAT_RGBx, {2, 1, 0}},
    {SPA_VIDEO_FORMAT_RGBA, {2, 1, 0}},
}};

constexpr int kDamageRegions = 16;

}  // namespace

class ParamWriter {
public:
    explicit ParamWriter(StreamParams& params) : params_(params) {
        spa_pod_builder_init(&builder_, params.memory_, sizeof params.memory_);
    }

    void format(bool ours) {
        begin(SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat);
        spa_pod_builder_add(&builder_, SPA_FORMAT_mediaType, SPA_POD_Id(SPA_MEDIA_TYPE_video),
                            SPA_FORMAT_mediaSubtype, SPA_POD_Id(SPA_MEDIA_SUBTYPE_raw), 0);
        if (ours) {
            spa_pod_builder_add(
                &builder_, SPA_FORMAT_VIDEO_format,
                SPA_POD_CHOICE_ENUM_Id(5, SPA_VIDEO_FORMAT_BGRx, SPA_VIDEO_FORMAT_BGRx,
                                       SPA_VIDEO_FORMAT_BGRA, SPA_VIDEO_FORMAT_RGBx,
                                       SPA_VIDEO_FORMAT_RGBA),
                0);
        }
        const spa_rectangle usual = {1920, 1080};
        const spa_rectangle least = {1, 1};
        const spa_rectangle most = {65535, 65535};
        // No rate: frames come when something changes.
        const spa_fraction none = {0, 1};
        const spa_fraction highest = {1000, 1};
        spa_pod_builder_add(
            &builder_, SPA_FORMAT_VIDEO_size, SPA_POD_CHOICE_RANGE_Rectangle(&usual, &least, &most),
            SPA_FORMAT_VIDEO_framerate, SPA_POD_CHOICE_RANGE_Fraction(&none, &none, &highest), 0);
        end();
    }

    void buffers() {
        begin(SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers);
        spa_pod_builder_add(
            &builder_, SPA_PARAM_BUFFERS_buffers, SPA_POD_CHOICE_RANGE_Int(8, 2, 32),
            SPA_PARAM_BUFFERS_blocks, SPA_POD_Int(1), SPA_PARAM_BUFFERS_dataType,
            SPA_POD_CHOICE_FLAGS_Int((1 << SPA_DATA_MemFd) | (1 << SPA_DATA_MemPtr)), 0);
        end();
    }

    void meta(std::uint32_t type, int size, int least, int most) {
        begin(SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta);
        spa_pod_builder_add(&builder_, SPA_PARAM_META_type, SPA_POD_Id(type), SPA_PARAM_META_size,
                            SPA_POD_CHOICE_RANGE_Int(size, least, most), 0);
        end();
    }

    void meta(std::uint32_t type, std::size_t size) {
        begin(SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta);
        spa_pod_builder_add(&builder_, SPA_PARAM_META_type, SPA_POD_Id(type), SPA_PARAM_META_size,
                            SPA_POD_Int(static_cast<int>(size)), 0);
        end();
    }

private:
    void begin(std::uint32_t type, std::uint32_t id) {
        spa_pod_builder_push_object(&builder_, &frame_, type, id);
    }
    void end() {
        params_.params_.push_back(
            static_cast<const spa_pod*>(spa_pod_builder_pop(&builder_, &frame_)));
    }

    StreamParams& params_;
    spa_pod_builder builder_{};
    spa_pod_frame frame_{};
};

StreamParams::StreamParams(Kind kind) {
    ParamWriter writer(*this);
    if (kind == Kind::kFormats) {
        writer.format(true);
        writer.format(false);
        return;
    }
    writer.buffers();
    writer.meta(SPA_META_Header, sizeof(spa_meta_header));
    writer.meta(SPA_META_VideoCrop, sizeof(spa_meta_region));
    writer.meta(SPA_META_VideoTransform, sizeof(spa_meta_videotransform));
    const int region = sizeof(spa_meta_region);
    writer.meta(SPA_META_VideoDamage, region * kDamageRegions, region, region * kDamageRegions);
    const auto cursor = [](int side) { return static_cast<int>(cursor_bytes(side)); };
    writer.meta(SPA_META_Cursor, cursor(64), cursor(1), cursor(kCursorSide));
}

bool needs_graphics_card(const spa_pod* format) {
    const spa_pod_prop* const modifier =
        spa_pod_find_prop(format, nullptr, SPA_FORMAT_VIDEO_modifier);
    return modifier != nullptr && (modifier->flags & SPA_POD_PROP_FLAG_MANDATORY) != 0;
}

StreamFormat video_format(std::uint32_t number) {
    StreamFormat format;
    const char* const name = spa_debug_type_find_short_name(spa_type_video_format, number);
    format.name = name == nullptr ? "format " + std::to_string(number) : name;
    for (const Format& known : kFormats) {
        if (known.number == number) format.order = known.order;
    }
    return format;
}

StreamFormat stream_format_of(const spa_pod* told) {
    std::uint32_t type = 0;
    std::uint32_t subtype = 0;
    spa_video_info_raw raw{};
    if (spa_format_parse(told, &type, &subtype) < 0 || type != SPA_MEDIA_TYPE_video ||
        subtype != SPA_MEDIA_SUBTYPE_raw || spa_format_video_raw_parse(told, &raw) < 0) {
        StreamFormat none;
        none.name = "what is no picture";
        return none;
    }
    StreamFormat format = video_format(raw.format);
    format.width = raw.size.width;
    format.height = raw.size.height;
    return format;
}

}  // namespace pixelflux
