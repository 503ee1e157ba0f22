// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.Map;
import java.util.Optional;

/** What there is to look at. */
@FunctionalInterface
public interface Screens {

    /**
     * The screen that a page shows; called by several threads.
     *
     * @param session the name that the page gives; null: it gives none
     * @return empty if there is no such screen yet, which the page asks for again
     */
    Optional<Screen> find(String session);

    /**
     * Changes the capture of a screen, for all its viewers; only called where viewers may do that.
     *
     * @param options the values by the names of the capture's options
     */
    default void update(String session, Map<String, Object> options) {
        throw new UnsupportedOperationException("what these screens show cannot be changed here");
    }
}
