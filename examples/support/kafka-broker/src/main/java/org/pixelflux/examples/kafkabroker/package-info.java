// SPDX-License-Identifier: MPL-2.0
/**
 * A Kafka broker without an installation: {@link LocalBroker}, for examples that bring their own
 * and for their tests.
 */
package org.pixelflux.examples.kafkabroker;
