// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A display that can be captured, and what can be chosen of it: its monitors, and on X11 the
 * windows that programs show on it.
 *
 * <pre>{@code
 * for (Display.Window window : Display.named(":1").windows()) {
 *     System.out.println(window.id() + " " + window.title());
 * }
 * }</pre>
 *
 * <p>To capture it, give its source and name to {@link CaptureSettings}.
 *
 * <p>Nothing stays open: each question connects to the display anew, and blocks until it has
 * answered, at most 35 s. An answer is what holds at that moment. Any thread may ask.
 *
 * @param source as the option {@code source} takes it: SCREEN, X11 or WAYLAND
 * @param name as the option {@code display} takes it; empty: what the environment variables DISPLAY
 *     and WAYLAND_DISPLAY name, as the option says
 */
public record Display(Source source, String name) {

    private static final Path SOCKETS = Path.of("/tmp/.X11-unix");

    /**
     * One of the parts of a display's picture that a monitor shows, or an output of a Wayland
     * compositor.
     *
     * @param name as the option {@code monitor} takes it
     * @param x its left edge, in pixels of the display's picture; on Wayland, where each output has
     *     a picture of its own, in the units of the compositor's layout
     * @param y its top edge, likewise
     * @param width in pixels of the picture, which is upright
     * @param height in pixels
     * @param scale how many pixels are one of the units in which programs lay out; 1 on X11, which
     *     has no such unit; on Wayland rounded up to a whole number where the compositor does not
     *     tell the size in these units (xdg-output)
     * @param refreshHz how many pictures a second it shows; 0 if nobody knows
     * @param isPrimary whether the user has chosen it as the first one; never so on Wayland, which
     *     knows no such choice
     */
    public record Monitor(
            String name,
            int x,
            int y,
            int width,
            int height,
            double scale,
            double refreshHz,
            boolean isPrimary) {}

    /**
     * A window that a program shows, without the frame of a window manager.
     *
     * @param id as the option {@code windowId} takes it
     * @param title as the option {@code windowTitle} takes it; empty if it has none
     * @param className what kind of program it belongs to, the class in its WM_CLASS; empty if it
     *     does not say
     * @param x its left edge, in pixels of the display's picture; less than 0 where it reaches
     *     beyond
     * @param y its top edge
     * @param width in pixels
     * @param height in pixels
     */
    public record Window(
            long id, String title, String className, int x, int y, int width, int height) {}

    /**
     * @throws IllegalArgumentException if the source shows no display, or the name has a character
     *     that an option cannot have
     */
    public Display {
        if (source != Source.SCREEN && source != Source.X11 && source != Source.WAYLAND) {
            throw new IllegalArgumentException(
                    "source: "
                            + source.optionValue()
                            + " shows no display, choose screen, x11 or wayland");
        }
        CaptureOption.DISPLAY.check(name);
    }

    /**
     * An X display by its name, which is not looked for yet; by the empty name the one that a
     * capture takes that names none.
     */
    public static Display named(String name) {
        return new Display(Source.SCREEN, name);
    }

    /** A Wayland display by the name or path of its compositor's socket, not looked for yet. */
    public static Display wayland(String name) {
        return new Display(Source.WAYLAND, name);
    }

    /**
     * The displays of this machine at which somebody listens: X displays in the order of their
     * numbers, then the Wayland displays of this user's session, by their paths in XDG_RUNTIME_DIR.
     * Whether one lets this user in is known when it is asked. X displays that listen to a network
     * alone are not found, nor displays that take in nobody now: this waits for none.
     */
    public static List<Display> all() {
        List<Display> displays = new ArrayList<>(allX11());
        String session = System.getenv("XDG_RUNTIME_DIR");
        if (session != null && !session.isEmpty()) {
            displays.addAll(allWayland(Path.of(session)));
        }
        return List.copyOf(displays);
    }

    /** Those of the session with that directory. */
    static List<Display> allWayland(Path session) {
        List<Display> displays = new ArrayList<>();
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(session, "wayland-*")) {
            for (Path socket : sockets) {
                if (!socket.toString().endsWith(".lock") && listens(socket)) {
                    displays.add(wayland(socket.toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // there is no session, or it is another user's
        }
        displays.sort(Comparator.comparing(Display::name));
        return displays;
    }

    private static List<Display> allX11() {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(SOCKETS, "X*")) {
            for (Path socket : sockets) {
                String number = socket.getFileName().toString().substring(1);
                if (number.matches("[0-9]{1,9}") && listens(socket)) {
                    numbers.add(Integer.valueOf(number));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // no server has made the directory, or nobody may read it
        }
        numbers.sort(Comparator.naturalOrder());
        return numbers.stream().map(number -> named(":" + number)).toList();
    }

    /**
     * A server that was killed leaves its socket behind, where nobody listens any more. One that
     * hangs until its queue is full would hold up whoever waits for it.
     */
    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Its monitors, on X11 also those that somebody named (as {@code xrandr --setmonitor} does).
     *
     * @throws PixelfluxException if the display cannot be opened, or knows nothing of monitors
     */
    public List<Monitor> monitors() {
        NativeLoader.ensureLoaded();
        Fields fields = new Fields(NativeDisplay.monitors0(settings()));
        List<Monitor> monitors = new ArrayList<>();
        while (fields.hasNext()) {
            monitors.add(
                    new Monitor(
                            fields.text(),
                            fields.integer(),
                            fields.integer(),
                            fields.integer(),
                            fields.integer(),
                            fields.decimal(),
                            fields.decimal(),
                            fields.integer() != 0));
        }
        return List.copyOf(monitors);
    }

    /**
     * The windows that programs show on it, in no certain order: those that its window manager
     * lists, else those that lie on the display itself.
     *
     * @throws PixelfluxException if the display cannot be opened, or is a Wayland display, whose
     *     windows nobody is told
     */
    public List<Window> windows() {
        NativeLoader.ensureLoaded();
        Fields fields = new Fields(NativeDisplay.windows0(settings()));
        List<Window> windows = new ArrayList<>();
        while (fields.hasNext()) {
            windows.add(
                    new Window(
                            fields.number(),
                            fields.text(),
                            fields.text(),
                            fields.integer(),
                            fields.integer(),
                            fields.integer(),
                            fields.integer()));
        }
        return List.copyOf(windows);
    }

    private String settings() {
        return CaptureSettings.builder().source(source).display(name).build().toNativeText();
    }

    /** Reads what native code tells, one text after the other. */
    private static final class Fields {

        private final String[] texts;
        private int next;

        Fields(String[] texts) {
            this.texts = texts;
        }

        boolean hasNext() {
            return next < texts.length;
        }

        String text() {
            return texts[next++];
        }

        int integer() {
            return Integer.parseInt(text());
        }

        long number() {
            return Long.parseLong(text());
        }

        double decimal() {
            return Double.parseDouble(text());
        }
    }
}
