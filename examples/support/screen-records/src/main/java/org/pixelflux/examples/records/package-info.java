// SPDX-License-Identifier: MPL-2.0
/** Screens in Kafka: topics, and the records of stripes and frames. */
package org.pixelflux.examples.records;
