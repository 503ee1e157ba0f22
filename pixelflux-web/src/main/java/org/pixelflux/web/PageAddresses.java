// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names the hosts, as they stand in a URL, at which a server can be reached that listens at an
 * address.
 */
final class PageAddresses {

    private static final String THIS_MACHINE = "localhost";

    private PageAddresses() {}

    /**
     * The address of a name or a number.
     *
     * @throws IllegalArgumentException naming the option, if no server can listen there
     */
    static InetAddress parse(String bind) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (UnknownHostException | SocketException e) {
            throw notHere(bind, e);
        }
        throw notHere(bind, null);
    }

    private static IllegalArgumentException notHere(String bind, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "bind: '" + bind + "' is not an address of this machine", cause);
    }

    /** All hosts; those that other machines can use come first. */
    static List<String> hosts(String bind) {
        return hosts(bind, parse(bind), ofInterfaces());
    }

    static List<String> hosts(String bind, InetAddress address, List<InetAddress> interfaces) {
        if (!address.isAnyLocalAddress()) {
            return List.of(host(bind, address));
        }
        List<String> hosts = new ArrayList<>();
        for (InetAddress own : interfaces) {
            boolean listened = own instanceof Inet4Address || !(address instanceof Inet4Address);
            // A browser takes no link-local address, which needs the name of an interface.
            if (listened && !own.isLoopbackAddress() && !own.isLinkLocalAddress()) {
                hosts.add(literal(own));
            }
        }
        hosts.add(THIS_MACHINE);
        return hosts;
    }

    private static String host(String bind, InetAddress address) {
        String literal = literal(address);
        if (literal.equals("127.0.0.1")) {
            return THIS_MACHINE;
        }
        boolean named = !bind.contains(":") && !bind.matches("[0-9.]+");
        return named ? bind : literal;
    }

    /** As it stands in a URL. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet4Address) {
            return text;
        }
        int scope = text.indexOf('%');
        return "[" + (scope < 0 ? text : text.substring(0, scope)) + "]";
    }

    private static List<InetAddress> ofInterfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PageAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of(); // a machine without any
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }
}
