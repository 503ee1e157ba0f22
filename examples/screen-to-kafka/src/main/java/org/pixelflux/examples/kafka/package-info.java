// SPDX-License-Identifier: MPL-2.0
/** The example screen-to-kafka: the stripes or frames of a screen as records of a Kafka topic. */
package org.pixelflux.examples.kafka;
