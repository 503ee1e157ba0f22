// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.RectangleKind;
import org.pixelflux.RectangleRole;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

/**
 * The frames in mode mixed that wait for one viewer, and what it has when it has taken them. It is
 * whole as of a frame and gets what is own of the next one, and what comes again of what it has
 * coarse; or it is held and gets nothing but a refresh that serves it, when it has taken everything
 * else. docs/design.md has the rules as a table. One thread at a time.
 */
final class FrameQueue implements ViewerQueue {

    /** A viewer whose changes wait for longer is held: it gets nothing old. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(400);

    /** So many frames wait for a viewer that {@link Relay#awaitRoom} waits for. */
    private static final int MOST_WAITING_FRAMES = 3;

    private static final double LEAST_BYTES_PER_PIXEL = 0.02;

    /** What comes again may have so many times as many bytes as was foreseen. */
    private static final int MOST_OVER_AGAIN = 3;

    /**
     * What is own of a frame, offered at that time.
     *
     * @param again whether it also has what the viewer had coarse
     */
    private record Change(RelayFrame frame, long offeredNanos, boolean again) {}

    private final long byteBudget;
    private final AgainSweep sweep;

    /** A complete frame, a refresh or parts of it: they come before the changes, and stay. */
    private final Deque<RelayFrame> pictures = new ArrayDeque<>();

    private final Deque<Change> changes = new ArrayDeque<>();
    private long bytes;

    /** The viewer is whole as of this frame when it has taken the pictures; null: has nothing. */
    private @Nullable FrameNumber settled;

    /** The viewer is whole as of this frame when it has taken all that waits; null if held. */
    private @Nullable FrameNumber end;

    /** The last part of a refresh that goes on; null if it has all of it, or takes none. */
    private @Nullable FrameNumber lastPart;

    private long splitStart;

    /**
     * The viewer may be whole although it asked, or from a connection before this one: it gets
     * frames with what is own.
     */
    private boolean perhapsWhole;

    /** The last frame that was sent, unless it left the viewer without a whole picture. */
    private @Nullable FrameNumber sent;

    /** What was sent last, and not taken yet, is a picture. */
    private boolean sendingPicture;

    private LinkSpeed link = LinkSpeed.UNKNOWN;

    /** What it has coarse, when it has taken all that waits. */
    private final CoarseTiles coarse = new CoarseTiles();

    /** Of what is sent exactly again. */
    private double bytesPerPixel = 0.5;

    /** It has taken something coarse since it had nothing. */
    private boolean tookCoarse;

    /** Its last request was for something small: it takes what is coarse. */
    private boolean askedForSmall;

    /** A whole picture was too large for its link, and nothing has come in its place yet. */
    private boolean awaitsSmaller;

    /** Of the last refresh that it was sent. */
    private long refreshBytes;

    /** The last frame had a refresh that it left out: what it asked for may not come any more. */
    private boolean leftOut;

    /** The last frame brought something exactly that it had coarse. */
    private boolean tookAgain;

    private long droppedFrames;
    private long overflows;

    /**
     * @param sweep that of the relay
     */
    FrameQueue(long byteBudget, AgainSweep sweep) {
        this.byteBudget = byteBudget;
        this.sweep = sweep;
    }

    /** Begins with frames that others have got already, which lead from nothing to this one. */
    void begin(List<RelayFrame> shown, @Nullable FrameNumber shownEnd, LinkSpeed speed) {
        restart();
        link = speed;
        if (!shown.isEmpty()) {
            shown.forEach(this::addPicture);
            settled = shownEnd;
            end = shownEnd;
        }
    }

    /**
     * Lets in what the viewer can use of the frame, or leaves it out.
     *
     * @param sending whether something is being sent
     * @return whether the viewer may ask anew: it is held from now on, because it was too slow or
     *     frames are missing; or it has left a refresh out, or got what it had asked for
     */
    boolean offer(FrameCuts frame, boolean sending, LinkSpeed speed, long now) {
        link = speed;
        boolean before = isHeld();
        leftOut = false;
        tookAgain = false;
        learnCost(frame);
        take(frame, sending, now);
        coarse.changed(frame.own().mixed(), now);
        return leftOut || tookAgain || isHeld() && !before;
    }

    private void learnCost(FrameCuts frame) {
        if (coarse.isEmpty() || frame.refresh() == null) {
            return;
        }
        long pixels = 0;
        long size = 0;
        for (FrameRectangle rectangle : frame.refresh().mixed()) {
            if (isExact(rectangle)) {
                pixels += (long) rectangle.width() * rectangle.height();
                size += rectangle.payloadSize();
            }
        }
        if (pixels > 0) {
            bytesPerPixel = Math.max((double) size / pixels, LEAST_BYTES_PER_PIXEL);
        }
    }

    private static boolean isExact(FrameRectangle rectangle) {
        return rectangle.kind() == RectangleKind.EXACT || rectangle.kind() == RectangleKind.FILL;
    }

    private boolean isHeld() {
        return end == null && lastPart == null;
    }

    private void take(FrameCuts frame, boolean sending, long now) {
        RelayFrame own = frame.own();
        if (own.mixed().complete()) {
            restart();
            if (!awaitsSmaller && isLong(own)) {
                return;
            }
            addPicture(own);
            becomeWhole(own.number());
        } else if (end != null && own.follows(end)) {
            follow(withAgain(frame), now);
        } else if (lastPart == null || !takeNextPart(frame, now)) {
            hold();
            if (!sending && bytes == 0) {
                takeFirstPart(frame, now);
            }
        }
    }

    /** Whether something smaller would be there sooner; then it asks for that. */
    private boolean isLong(RelayFrame picture) {
        Refresh refresh = picture.mixed().refresh();
        boolean coarse = refresh != null && refresh.coarse();
        boolean isLong = !coarse && link.isBusyFor(picture.wireBytes().length);
        awaitsSmaller |= isLong;
        leftOut |= isLong;
        return isLong;
    }

    private void becomeWhole(FrameNumber now) {
        settled = now;
        end = now;
        lastPart = null;
        awaitsSmaller = false;
    }

    /** What is own, and what the refresh has exactly that the viewer has coarse. */
    private RelayFrame withAgain(FrameCuts frame) {
        RelayFrame own = frame.own();
        RelayFrame refresh = frame.refresh();
        if (coarse.isEmpty() || refresh == null) {
            return own;
        }
        Predicate<FrameRectangle> again =
                rectangle ->
                        rectangle.role() == RectangleRole.REFRESH
                                && isExact(rectangle)
                                && coarse.touches(rectangle);
        long againBytes =
                refresh.mixed().rectangles().stream()
                        .filter(again)
                        .mapToLong(FrameRectangle::payloadSize)
                        .sum();
        tookAgain = againBytes > 0 && againBytes / MOST_OVER_AGAIN <= link.bytesAgain(true);
        if (!tookAgain) {
            return own; // nothing, or what others lack as well
        }
        RelayFrame both = RelayFrame.of(frame.all().mixed().ownBytes(again));
        refreshBytes = both.wireBytes().length;
        return both;
    }

    /** False if the refresh does not go on with this frame. */
    private boolean takeNextPart(FrameCuts frame, long now) {
        RelayFrame part = frame.refresh();
        Refresh refresh = part == null ? null : part.mixed().refresh();
        if (part == null
                || refresh == null
                || lastPart == null
                || !part.follows(lastPart)
                || refresh.start() != splitStart
                || bytes > KnownFrames.MOST_PICTURE_BYTES) {
            return false;
        }
        if (refresh.coarse() && !askedForSmall) {
            return false; // the parts before it were as good as any
        }
        addPart(frame, refresh, now);
        return true;
    }

    private void takeFirstPart(FrameCuts frame, long now) {
        RelayFrame part = frame.refresh();
        Refresh refresh = part == null ? null : part.mixed().refresh();
        if (part == null || refresh == null || refresh.start() != part.frameId()) {
            return;
        }
        if (refresh.coarse() && !askedForSmall) {
            return; // somebody else has asked for that
        }
        FrameNumber has =
                settled != null && settled.epoch() == part.mixed().epoch() ? settled : null;
        if (refresh.fromNothing() && (has != null || !awaitsSmaller) && isLong(part)) {
            return; // somebody else has come, who has nothing
        }
        if (refresh.fromNothing() || has != null && has.frame() >= refresh.base()) {
            settled = has;
            splitStart = part.frameId();
            perhapsWhole = sent == null || part.follows(sent);
            refreshBytes = 0;
            addPart(frame, refresh, now);
        }
    }

    private void addPart(FrameCuts frame, Refresh refresh, long now) {
        RelayFrame cut = frame.refresh();
        RelayFrame part = perhapsWhole || cut == null ? frame.all() : cut;
        refreshBytes += part.wireBytes().length;
        tookCoarse |= refresh.coarse();
        if (perhapsWhole) {
            coarse.perhapsDrawn(part.mixed(), now);
        } else {
            coarse.drawn(part.mixed(), now);
        }
        addPicture(part);
        if (refresh.lastPart()) {
            becomeWhole(frame.own().number());
        } else {
            lastPart = frame.own().number();
        }
    }

    private void addPicture(RelayFrame frame) {
        pictures.add(frame);
        bytes += frame.wireBytes().length;
    }

    private void follow(RelayFrame own, long now) {
        boolean fits = changes.isEmpty() || bytes + own.wireBytes().length <= byteBudget;
        if (!fits || isLate(now)) {
            droppedFrames++;
            overflow();
            return;
        }
        coarse.drawn(own.mixed(), now);
        changes.add(new Change(own, now, tookAgain));
        bytes += own.wireBytes().length;
        end = own.number();
    }

    private boolean isLate(long now) {
        Change oldest = changes.peek();
        if (oldest == null) {
            return false;
        }
        long following = bytes - oldest.frame().wireBytes().length;
        return now - oldest.offeredNanos() > LONGEST_WAIT.toNanos()
                || pictures.isEmpty() && link.isLateWith(following);
    }

    private void overflow() {
        overflows++;
        hold();
    }

    /** Drops the changes; the viewer gets none any more. */
    private void hold() {
        droppedFrames += changes.size();
        for (Change change : changes) {
            bytes -= change.frame().wireBytes().length;
            if (change.again()) {
                coarse.notDrawn(change.frame().mixed(), change.offeredNanos());
            }
        }
        changes.clear();
        end = null;
        lastPart = null;
    }

    /**
     * The viewer lacks something. It is held, unless a picture is on its way to it, which brings
     * that: it has asked before.
     *
     * @param since the last frame that it is whole as of; null if it has nothing
     */
    void startOver(@Nullable FrameNumber since) {
        if (sendingPicture || !pictures.isEmpty() || lastPart != null) {
            return;
        }
        hold();
        // What it got again since then it would not get once more.
        if (tookCoarse || since == null || settled == null || since.epoch() != settled.epoch()) {
            settled = null;
        } else if (since.frame() < settled.frame()) {
            settled = since;
        }
    }

    @Override
    public @Nullable RelayMessage poll(long now) {
        RelayFrame next = pictures.poll();
        sendingPicture = next != null;
        if (next == null) {
            if (isLate(now)) {
                overflow();
            }
            Change change = changes.poll();
            next = change == null ? null : change.frame();
            settled = next == null ? settled : next.number();
        }
        if (next != null) {
            bytes -= next.wireBytes().length;
            sent = next.number();
        }
        return next;
    }

    @Override
    public void restart() {
        removeAll();
        settled = null;
        end = null;
        lastPart = null;
        coarse.clear();
        tookCoarse = false;
    }

    @Override
    public void removeAll() {
        droppedFrames += pictures.size() + changes.size();
        pictures.clear();
        changes.clear();
        bytes = 0;
    }

    @Override
    public void taken() {
        sendingPicture = false;
    }

    @Override
    public boolean needsRefresh(@Nullable Long sending, long now) {
        return sending == null && bytes == 0 && (isHeld() || isDue(now));
    }

    private boolean isDue(long now) {
        Duration left = untilDue(now);
        return end != null && left != null && left.compareTo(Duration.ZERO) <= 0;
    }

    /** How long until it asks again for what it has coarse, if it is whole then; or null. */
    @Nullable Duration untilDue(long now) {
        return coarse.untilDue(now);
    }

    /** What it lacks, and a part of what it has coarse: what it takes in a short time. */
    @Override
    public RefreshRequest request(long now) {
        askedForSmall = link.isSlow();
        long mostPixels = (long) (link.bytesAgain(!isHeld()) / bytesPerPixel);
        return new RefreshRequest(
                settled,
                link.mostBytes(),
                settled == null ? List.of() : coarse.take(sweep, mostPixels, now));
    }

    /** How long after the last refresh it may ask for the next. */
    Duration pause() {
        return link.pauseAfter(refreshBytes);
    }

    @Override
    public void asked() {
        // It is held until the answer comes.
    }

    /** Who is held and still busy has no use for a frame. */
    @Override
    public boolean hasRoom(boolean sending) {
        return isHeld() ? !sending : changes.size() < MOST_WAITING_FRAMES;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long dropped() {
        return droppedFrames;
    }

    @Override
    public long overflows() {
        return overflows;
    }
}
