// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.pixelflux.OptionWord;

/** What one exchange of a consumer carries. */
public enum Delivery implements OptionWord {
    /** A stripe: its bytes in the body, all about it in the headers. */
    STRIPE,
    /** A frame: the list of its stripes in the body, what they have in common in the headers. */
    FRAME
}
