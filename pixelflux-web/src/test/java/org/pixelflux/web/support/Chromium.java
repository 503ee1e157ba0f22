// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A headless Chromium with a profile of its own. Each {@link Tab} is a window. */
public final class Chromium implements AutoCloseable {

    /** Selenium warns of every browser that is newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final Path profile;
    private final ChromeDriver driver;

    /**
     * Starts it.
     *
     * @param arguments more for its command line
     */
    public Chromium(String... arguments) throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        profile = Files.createTempDirectory("pixelflux-chromium");
        ChromeOptions options =
                new ChromeOptions()
                        .setBinary("/usr/bin/chromium")
                        .addArguments(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--window-size=1280,800",
                                "--user-data-dir=" + profile)
                        .addArguments(arguments);
        // A busy machine takes longer than the half minute that is usual.
        options.setScriptTimeout(Duration.ofMinutes(2));
        // A test's own certificate is known to nobody.
        options.setAcceptInsecureCerts(true);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens the page in a window of its own. */
    public Tab open(String url) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.get(url);
        return new Tab(driver.getWindowHandle());
    }

    /**
     * Opens the page with a script that runs before its own.
     *
     * @param script JavaScript
     */
    public Tab open(String url, String script) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        driver.get(url);
        return new Tab(driver.getWindowHandle());
    }

    /** Of all the browser's processes that there are, and of what drives it. */
    public Duration processorTime() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Chromium::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One window that shows a page. */
    public final class Tab implements AutoCloseable {

        private final String handle;

        private Tab(String handle) {
            this.handle = handle;
        }

        /** Runs a script in the page; waits for a promise that it returns. */
        public Object run(String script, Object... arguments) {
            driver.switchTo().window(handle);
            return driver.executeScript(script, arguments);
        }

        /** One of what DevTools' Performance.getMetrics tells; those that are times, in seconds. */
        public double metric(String name) {
            driver.switchTo().window(handle);
            driver.executeCdpCommand("Performance.enable", Map.of());
            Map<String, Object> told = driver.executeCdpCommand("Performance.getMetrics", Map.of());
            return ((List<?>) told.get("metrics"))
                    .stream()
                            .map(metric -> (Map<?, ?>) metric)
                            .filter(metric -> name.equals(metric.get("name")))
                            .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                            .findFirst()
                            .orElseThrow();
        }

        /** Minimizes the window, which hides the page, or shows it again. */
        public void minimized(boolean minimized) {
            driver.switchTo().window(handle);
            Object window =
                    driver.executeCdpCommand("Browser.getWindowForTarget", Map.of())
                            .get("windowId");
            String state = minimized ? "minimized" : "normal";
            driver.executeCdpCommand(
                    "Browser.setWindowBounds",
                    Map.of("windowId", window, "bounds", Map.of("windowState", state)));
        }

        /** Presses a key while the page has the focus. */
        public void press(String key) {
            driver.switchTo().window(handle);
            new Actions(driver).sendKeys(key).perform();
        }

        /** Moves the mouse with its button held from one place of the window to another. */
        public void drag(int fromX, int fromY, int toX, int toY) {
            driver.switchTo().window(handle);
            new Actions(driver)
                    .moveToLocation(fromX, fromY)
                    .clickAndHold()
                    .moveToLocation(toX, toY)
                    .release()
                    .perform();
        }

        /** Writes what the window shows as PNG; makes the directory. */
        public void screenshot(Path file) throws IOException {
            driver.switchTo().window(handle);
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        }

        /** Leaves at least one window, so that the browser stays. */
        @Override
        public void close() {
            driver.switchTo().window(handle);
            driver.close();
            driver.switchTo().window(driver.getWindowHandles().iterator().next());
        }
    }
}
