// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a program says that it serves, to who shows the token that it has made.
 *
 * @param page without the token
 */
public record PrintedAddress(String page, String token) {

    private static final Pattern ADDRESS =
            Pattern.compile("(http://localhost:\\d+/)[?#]token=([0-9a-f]{32}) ");

    private static final String WRONG = "0123456789abcdef0123456789abcdef";

    /** Finds it in what a program has said. */
    public static PrintedAddress in(String line) {
        Matcher address = ADDRESS.matcher(line);
        assertThat(address.find()).as(line).isTrue();
        return new PrintedAddress(address.group(1), address.group(2));
    }

    /** The queries of those who do not know the token. */
    public static List<String> strangersQueries() {
        return List.of("", "?token=" + WRONG);
    }

    /** Of the answer to who knows the token. */
    public int status(String file) throws Exception {
        return statusOf(file + "?token=" + token);
    }

    public void assertRefusesStrangers(String file) throws Exception {
        for (String query : strangersQueries()) {
            assertThat(statusOf(file + query)).as(file + query).isEqualTo(403);
        }
    }

    private int statusOf(String file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + file)).build();
        // Not all of it, which a stream never ends.
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }
}
