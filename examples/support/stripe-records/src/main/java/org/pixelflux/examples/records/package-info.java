// SPDX-License-Identifier: MPL-2.0
/** The stripes of screens in Kafka: topics and the headers of their records. */
package org.pixelflux.examples.records;
