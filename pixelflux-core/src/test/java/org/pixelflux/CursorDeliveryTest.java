// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.Mute;

class CursorDeliveryTest {

    private static final CursorShape ARROW = shape(1);
    private static final CursorShape HAND = shape(2);

    private final CursorDelivery cursor = new CursorDelivery();
    private final List<CursorUpdate> told = new ArrayList<>();

    private static CursorShape shape(int id) {
        return new CursorShape(id, 1, 1, 0, 0, new int[1]);
    }

    private static CursorReport report(int x, int shapeId, CursorShape newShape) {
        return new CursorReport(x, 0, shapeId != 0, shapeId, newShape, 100 + x);
    }

    private static CursorUpdate update(int x, CursorShape shape, boolean changed) {
        return new CursorUpdate(x, 0, shape != null, shape, changed, 100 + x);
    }

    private void take(int x, int shapeId, CursorShape newShape) {
        cursor.take(report(x, shapeId, newShape));
        cursor.tell();
    }

    @Test
    void remembersTheShape() {
        cursor.listener(told::add);
        take(0, 1, ARROW);
        take(1, 1, null);
        take(2, 2, HAND);
        take(3, 0, null);
        take(4, 0, null);
        take(5, 1, ARROW);
        take(6, 1, ARROW);

        assertThat(told)
                .containsExactly(
                        update(0, ARROW, true),
                        update(1, ARROW, false),
                        update(2, HAND, true),
                        update(3, null, true),
                        update(4, null, false),
                        update(5, ARROW, true),
                        update(6, ARROW, true));
    }

    /** The methods of an exception are foreign code, too. */
    @Test
    void goesOnWithAListenerWhoseExceptionHasNoWords() {
        cursor.listener(
                update -> {
                    told.add(update);
                    throw new Mute();
                });
        try (LoggedErrors log = new LoggedErrors()) {
            take(0, 1, ARROW);
            take(1, 1, null);
            assertThat(log.lines(Mute.class.getName())).isEqualTo(1);
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsNothingWithoutNews() {
        cursor.listener(told::add);
        cursor.take(null);
        cursor.tell();
        assertThat(told).isEmpty();
        take(0, 1, ARROW);
        cursor.take(null);
        cursor.tell();
        assertThat(told).hasSize(1);
    }

    @Test
    void newListenerIsToldTheStateWithItsShape() {
        take(0, 1, ARROW);
        take(1, 1, null);
        cursor.listener(told::add);
        cursor.tell();
        cursor.tell();
        take(2, 1, null);

        assertThat(told).containsExactly(update(1, ARROW, true), update(2, ARROW, false));
    }

    @Test
    void newListenerIsToldOnceWhereNewsAreThereToo() {
        take(0, 1, ARROW);
        cursor.listener(told::add);
        take(1, 1, null);

        assertThat(told).containsExactly(update(1, ARROW, true));
    }

    @Test
    void listenerSetAgainIsANewOne() {
        CursorListener listener = told::add;
        cursor.listener(listener);
        take(0, 0, null);
        cursor.listener(listener);
        cursor.tell();

        assertThat(told).containsExactly(update(0, null, false), update(0, null, false));
    }

    @Test
    void removedListenerIsToldNothing() {
        cursor.listener(told::add);
        cursor.listener(null);
        take(0, 1, ARROW);

        assertThat(told).isEmpty();
    }

    @Test
    void shapeThatWasNeverToldIsRefused() {
        take(0, 1, ARROW);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> cursor.take(report(1, 2, null)))
                .withMessageContaining(
                        "never told the cursor shape 2, the last one is CursorShape{1")
                .satisfies(e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
        take(1, 0, null);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> cursor.take(report(2, 1, null)))
                .withMessageContaining("shape 1, the last one is null");
    }
}
