// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.pixelflux.ChangePolicy;
import org.pixelflux.ScreenPicture;

/**
 * The options of delivery=changes and picture, but for pictureFormat, which a snapshot has, too.
 */
@UriParams
public class PixelfluxPictures {

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "With delivery=picture, what each side of the picture is multiplied by, 0.01"
                            + " to 4. A pixel is the mean of the area that it covers where the"
                            + " picture becomes smaller, and linear between its neighbours where"
                            + " it becomes larger.")
    private double scale = 1;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, the least time from one exchange to the"
                            + " next, 0 to 24 hours. What changes meanwhile comes with the next"
                            + " one.")
    private long minInterval;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, how long nothing must have changed before"
                            + " an exchange comes, 0 to 24 hours. A change that minChangedPixels or"
                            + " minChangedPercent would hold back by itself does not count.")
    private long settle;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With settle, how long a change waits at most if something goes on changing,"
                            + " such as a clock; settle to 24 hours. 0: ten times settle.")
    private long maxWait;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, how many pixels must have changed before an"
                            + " exchange comes. Less is gathered until it is enough; the same pixels"
                            + " count once.")
    private long minChangedPixels;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "As minChangedPixels, in percent of the captured region, 0 to 100. Both must be"
                            + " reached.")
    private double minChangedPercent;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "With delivery=changes, whether the body has a hash of the whole picture as"
                            + " contentHash, 16 hexadecimal digits: pictures that are the same have"
                            + " the same one.")
    private boolean contentHash;

    /**
     * When changes and pictures come.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    ChangePolicy policy() {
        ScreenPicture.requireScale(scale);
        return new ChangePolicy(
                Duration.ofMillis(minInterval),
                Duration.ofMillis(settle),
                maxWait == 0 ? null : Duration.ofMillis(maxWait),
                minChangedPixels,
                minChangedPercent);
    }

    /** What changes and pictures are. */
    PictureMessages messages(PictureBody format) {
        return new PictureMessages(format, scale, contentHash);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with this delivery
     */
    void requireOptionsOf(Delivery wanted) {
        boolean either = wanted.isOfChanges();
        wanted.requireEffect("scale", scale != 1, wanted == Delivery.PICTURE, "picture");
        wanted.requireEffect("contentHash", contentHash, wanted == Delivery.CHANGES, "changes");
        String both = "changes or picture";
        wanted.requireEffect("minInterval", minInterval != 0, either, both);
        wanted.requireEffect("settle", settle != 0, either, both);
        wanted.requireEffect("minChangedPixels", minChangedPixels != 0, either, both);
        wanted.requireEffect("minChangedPercent", minChangedPercent != 0, either, both);
    }

    public double getScale() {
        return scale;
    }

    public void setScale(double scale) {
        this.scale = scale;
    }

    public long getMinInterval() {
        return minInterval;
    }

    public void setMinInterval(long minInterval) {
        this.minInterval = minInterval;
    }

    public long getSettle() {
        return settle;
    }

    public void setSettle(long settle) {
        this.settle = settle;
    }

    public long getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public long getMinChangedPixels() {
        return minChangedPixels;
    }

    public void setMinChangedPixels(long minChangedPixels) {
        this.minChangedPixels = minChangedPixels;
    }

    public double getMinChangedPercent() {
        return minChangedPercent;
    }

    public void setMinChangedPercent(double minChangedPercent) {
        this.minChangedPercent = minChangedPercent;
    }

    public boolean isContentHash() {
        return contentHash;
    }

    public void setContentHash(boolean contentHash) {
        this.contentHash = contentHash;
    }
}
