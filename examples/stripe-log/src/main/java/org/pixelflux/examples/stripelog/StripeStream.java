// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.time.Duration;

/** A way from the source to the sink. */
interface StripeStream {

    /**
     * Carries stripes to the sink until {@code limit} has passed or {@link #stop} is called. When
     * it returns, nothing more reaches the sink.
     *
     * @param limit null means no limit
     * @throws Exception what ended the capture or the writing early
     */
    void run(StripeSink sink, Duration limit) throws Exception;

    /** Makes {@link #run} return soon. From any thread, any number of times, before it too. */
    void stop();
}
