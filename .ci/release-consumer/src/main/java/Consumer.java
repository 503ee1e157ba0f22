// SPDX-License-Identifier: MPL-2.0
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Source;
import org.pixelflux.Stripe;

/** Captures a picture that the library draws itself, by Java and by a Camel route. */
public class Consumer {

    public static void main(String[] arguments) throws Exception {
        capture();
        route();
        System.exit(0);
    }

    private static void capture() {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(320)
                        .height(240)
                        .mode(CaptureMode.H264)
                        .build();
        try (FrameReader reader = FrameReader.open(settings)) {
            Frame frame = reader.next(Duration.ofSeconds(60));
            if (frame.stripes().isEmpty() || !frame.stripes().stream().allMatch(Stripe::keyFrame)) {
                throw new IllegalStateException("the first frame is no key frame");
            }
            System.out.println("Java: a key frame by " + reader.description().encoder());
        }
    }

    private static void route() throws Exception {
        CountDownLatch delivered = new CountDownLatch(1);
        Main main = new Main();
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("pixelflux:synthetic?width=320&height=240&mode=h264")
                                        .filter(header("CamelPixelfluxKeyFrame"))
                                        .process(
                                                exchange -> {
                                                    if (delivered.getCount() > 0) {
                                                        System.out.println(
                                                                "Camel: a key frame of "
                                                                        + exchange.getMessage()
                                                                                .getBody(byte[].class)
                                                                                .length
                                                                        + " bytes");
                                                    }
                                                    delivered.countDown();
                                                });
                            }
                        });
        main.start();
        if (!delivered.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the route delivered nothing in a minute");
        }
        main.stop();
    }
}
