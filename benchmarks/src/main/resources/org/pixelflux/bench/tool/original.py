# SPDX-License-Identifier: MPL-2.0
"""Captures $DISPLAY with the Python module pixelflux and counts: WIDTH HEIGHT JPEG|H264 [NAME=VALUE]...

Each line of standard input is answered by "frames stripes bytes"; the program ends with its input.
With --pictures at the end it writes whole pictures to its standard output instead, until it is ended.
"""

import ast
import os
import sys
import threading

from pixelflux import CaptureSettings, ScreenCapture

CODECS = {"JPEG": "jpeg", "H264": "h264"}
FPS = 60.0


class Counts:
    def __init__(self):
        self.lock = threading.Lock()
        self.last = None
        self.frames = 0
        self.stripes = 0
        self.bytes = 0

    def add(self, frame):
        with self.lock:
            if frame.frame_id != self.last:
                self.last = frame.frame_id
                self.frames += 1
            self.stripes += 1
            self.bytes += len(frame)

    def line(self):
        with self.lock:
            return f"{self.frames} {self.stripes} {self.bytes}"


def settings(arguments):
    chosen = CaptureSettings()
    chosen.capture_width = int(arguments[0])
    chosen.capture_height = int(arguments[1])
    chosen.capture_x = 0
    chosen.capture_y = 0
    chosen.target_fps = FPS
    chosen.capture_cursor = False
    chosen.codec = CODECS[arguments[2]]
    for option in arguments[3:]:
        name, value = option.split("=", 1)
        if not hasattr(chosen, name):
            sys.exit(f"this version has no setting '{name}'")
        setattr(chosen, name, ast.literal_eval(value))
    return chosen


def write_pictures(chosen, text):
    # One processor: the module cuts a picture into as many stripes as there are.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    chosen.omit_stripe_headers = True
    chosen.video_fullframe = True
    out = text.buffer

    def write(frame):
        out.write(bytes(frame))
        out.flush()

    capture = ScreenCapture()
    capture.start_capture(write, chosen)
    threading.Event().wait()


def main():
    # What the module itself prints is no answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if sys.argv[-1] == "--pictures":
        write_pictures(settings(sys.argv[1:-1]), answers)
    counts = Counts()
    capture = ScreenCapture()
    capture.start_capture(counts.add, settings(sys.argv[1:]))
    for _ in sys.stdin:
        print(counts.line(), file=answers, flush=True)
    os._exit(0)  # as a program that ends at once: nothing of it is measured any more


main()
