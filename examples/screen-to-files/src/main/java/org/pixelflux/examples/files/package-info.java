// SPDX-License-Identifier: MPL-2.0
/**
 * A screen in files, each kind of files by a Camel route of its own: {@link
 * org.pixelflux.examples.files.RecordRoute}, {@link org.pixelflux.examples.files.StripesRoute},
 * {@link org.pixelflux.examples.files.SnapshotsRoute}. {@link
 * org.pixelflux.examples.files.ScreenToFiles} is their command line.
 */
package org.pixelflux.examples.files;
