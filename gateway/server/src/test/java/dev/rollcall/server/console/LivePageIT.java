package dev.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts of open pages as streams: what is told on them, to whom, and how they end. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LivePageIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Stage STAGE = new Stage(GATEWAY);

    /** A stream that a page has open. */
    private record Open(HttpResponse<Stream<String>> answer, Iterator<String> lines) implements AutoCloseable {

        static Open of(String path, String cookie) throws IOException, InterruptedException {
            HttpResponse<Stream<String>> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(GATEWAY.url() + path))
                                    .header("Accept", "text/event-stream")
                                    .header("Cookie", cookie)
                                    .build(),
                            BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            return new Open(answer, answer.body().iterator());
        }

        /** The data of the next event of this name. */
        String next(String event) {
            while (!lines.next().equals("event: " + event)) {
                // A pause between events, or how long to wait before coming back.
            }
            StringBuilder data = new StringBuilder();
            for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
                assertThat(line).startsWith("data:");
                data.append(line.substring("data:".length())).append('\n');
            }
            return data.toString();
        }

        boolean isOver() {
            while (lines.hasNext()) {
                lines.next();
            }
            return true;
        }

        @Override
        public void close() {
            answer.body().close();
        }
    }

    private static String setup(String organisation, String directory) {
        return "/console/o/" + organisation + "/directories/" + directory + "/setup/live?read=false&was=";
    }

    @Test
    @DisplayName("A page is told of each thing that happens to its directory, and of nothing twice")
    void whatHappensIsTold() throws Exception {
        STAGE.organisation("heard", "Heard Ltd", 60);
        String directory = STAGE.directory("heard", "okta", "Okta");
        try (Open page = Open.of(setup("heard", directory), STAGE.session("heard"))) {
            assertThat(page.next("now")).contains("Credential issued<span class=\"visually-hidden\">: not yet");
            STAGE.api("POST", Stage.dir("heard", directory) + "/credentials", "{}");
            assertThat(page.next("now")).contains("Credential issued<span class=\"visually-hidden\">: done");
            STAGE.scim("heard", directory, "POST", "/Users", "{'userName':'ada@heard.example','active':true}");
            String heard = page.next("now");
            while (!heard.contains("First person<span class=\"visually-hidden\">: done")) {
                heard = page.next("now");
            }
        }
    }

    @Test
    @DisplayName("A domain that is looked up shows what was found")
    void aDomainIsFollowed() throws Exception {
        STAGE.organisation("domains", "Domains Ltd", 60);
        STAGE.api("POST", "/organizations/domains/domains", "{'name':'domains.test'}");
        String path = "/console/o/domains/domains/domains.test/live?was=";
        try (Open page = Open.of(path, STAGE.session("domains"))) {
            assertThat(page.next("now")).contains("id=\"state\"");
            STAGE.api("PUT", "/organizations/domains/domains/domains.test/attestation", "");
            String told = page.next("now");
            while (!told.contains("Vouched for by the operator.")) {
                told = page.next("now");
            }
        }
    }

    @Test
    @DisplayName("A page whose session ends is told so, and one without a session learns nothing")
    void nothingIsToldToOthers() throws Exception {
        STAGE.organisation("over", "Over Ltd", 60);
        STAGE.organisation("others", "Others Ltd", 60);
        String directory = STAGE.directory("over", "okta", "Okta");
        String cookie = STAGE.session("over");
        try (Open page = Open.of(setup("over", directory), cookie)) {
            page.next("now");
            assertThat(Http.request("DELETE", GATEWAY.url() + "/console/session")
                            .header("Cookie", cookie)
                            .header("Origin", GATEWAY.url())
                            .send()
                            .status())
                    .isLessThan(300);
            STAGE.api("POST", Stage.dir("over", directory) + "/credentials", "{}");
            assertThat(page.next("ended")).isBlank();
            assertThat(page.isOver()).isTrue();
        }
        for (String unfit : new String[] {cookie, "", STAGE.session("others")}) {
            try (Open page = Open.of(setup("over", directory), unfit)) {
                assertThat(page.next("ended")).isBlank();
                assertThat(page.isOver()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("HEAD is answered like GET, without the stream")
    void headHasNoStream() {
        STAGE.organisation("head", "Head Ltd", 60);
        String directory = STAGE.directory("head", "okta", "Okta");
        Answer head = Http.request("HEAD", GATEWAY.url() + setup("head", directory))
                .header("Cookie", STAGE.session("head"))
                .send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("A node that stops ends the streams of its pages, and takes no other")
    void aNodeThatStopsEndsThem() throws Exception {
        STAGE.organisation("stop", "Stop Ltd", 60);
        String directory = STAGE.directory("stop", "okta", "Okta");
        HttpResponse<Stream<String>> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(GATEWAY.url() + setup("stop", directory)))
                                .header("Accept", "text/event-stream")
                                .header("Cookie", STAGE.session("stop"))
                                .build(),
                        BodyHandlers.ofLines());
        Iterator<String> lines = page.body().iterator();
        assertThat(lines.next()).isEqualTo("retry: 1000");
        GATEWAY.stop();
        while (lines.hasNext()) {
            lines.next();
        }
    }
}
