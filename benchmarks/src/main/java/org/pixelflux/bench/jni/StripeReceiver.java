// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

/** What native code calls for each stripe that it has written. */
interface StripeReceiver {

    void onStripe(int bytes);
}
