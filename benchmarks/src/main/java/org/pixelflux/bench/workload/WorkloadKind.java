// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.Locale;
import org.pixelflux.support.Area;

/** The workloads by name. */
public enum WorkloadKind {
    IDLE,
    TYPING,
    SCROLL,
    SCROLL57,
    SCROLL120,
    SMOOTH,
    SIDEWAYS,
    TERMINAL,
    SLIDES,
    WINDOW,
    DRAG,
    VIDEO,
    FILM,
    MIX,
    SPINNER,
    CARET,
    CLOCK;

    /** Its name on the command line and in results. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The workload on that stage, to which it adds its pictures. */
    public Workload on(Stage stage) {
        return switch (this) {
            case IDLE -> new Idle();
            case TYPING -> new Typing(stage, stage.centered(1200, 800));
            case SCROLL -> new Scrolling(stage, stage.centered(1200, 800));
            case SCROLL57 -> new Scrolling(stage, stage.centered(1200, 800), 57);
            case SCROLL120 -> new Scrolling(stage, stage.centered(1200, 800), 120);
            case SMOOTH -> Scrolling.smooth(stage, stage.centered(1200, 800));
            case SIDEWAYS -> new Sideways(stage, stage.centered(1200, 800));
            case TERMINAL -> new FloodedTerminal(stage, stage.centered(960, 640));
            case SLIDES -> new Slides(stage);
            case WINDOW -> new DraggedWindow(stage);
            case DRAG -> new MovedWindow(stage);
            case VIDEO -> new Video(stage, new Area(0, 0, stage.width(), stage.height()));
            case FILM -> new TextBesideFilm(stage);
            case MIX -> new Mix(stage);
            case SPINNER -> TurningPictures.spinner(stage, stage.centered(48, 48));
            case CARET -> TurningPictures.caret(stage, stage.centered(2, 20));
            case CLOCK -> new Clock(stage);
        };
    }
}
