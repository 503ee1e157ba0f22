// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {

    private final WebPage page = new WebPage();

    @Test
    void servesThePageUnderItsName() {
        Message root = get("/");

        assertThat(text(root)).contains("<canvas id=\"picture\"");
        assertThat(root.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("text/html; charset=utf-8");
        assertThat(text(get("/index.html"))).isEqualTo(text(root));
    }

    @Test
    void servesEveryFileOfThePage() throws Exception {
        Path web = Path.of(WebPage.class.getResource("page").toURI());
        List<String> files;
        try (Stream<Path> paths = Files.list(web)) {
            files = paths.map(path -> path.getFileName().toString()).toList();
        }

        assertThat(files)
                .contains("main.js")
                .allSatisfy(file -> assertThat(text(get("/" + file))).isNotEmpty());
    }

    @Test
    void forbidsThePageEverythingButItsOwnFilesAndItsServer() {
        assertThat(get("/").getHeader("Content-Security-Policy", String.class))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/../log4j2.xml",
                "/%2e%2e/pom.xml",
                "//index.html",
                "",
                "/page/main.js"
            })
    void knowsNothingElse(String path) {
        Message answer = get(path);

        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(404);
        assertThat(answer.getBody()).isEqualTo("Not found\n");
    }

    @Test
    void sendsNoRequestHeaderBack() {
        Exchange exchange = request("/");
        exchange.getMessage().setHeader("Set-Cookie", "from=the client");

        page.process(exchange);

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("Set-Cookie");
    }

    private Message get(String path) {
        Exchange exchange = request(path);
        page.process(exchange);
        return exchange.getMessage();
    }

    private static Exchange request(String path) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.HTTP_URI, path);
        return exchange;
    }

    private static String text(Message message) {
        return new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
    }
}
