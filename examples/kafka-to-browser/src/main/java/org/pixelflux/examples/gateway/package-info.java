// SPDX-License-Identifier: MPL-2.0
/** The example kafka-to-browser: the screens of a Kafka topic on a web page. */
package org.pixelflux.examples.gateway;
