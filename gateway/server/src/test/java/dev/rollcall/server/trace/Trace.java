package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;

/** A directory that sends, and the operator who looks at what became of it. */
final class Trace {

    private static final String ORGANISATION = "/api/v1/organizations/demo";
    private static final long PATIENCE_MILLIS = 10_000;

    private final RunningGateway gateway;
    private final String provider;
    private final String credential;
    private final String operator;

    Trace(RunningGateway gateway, String provider) {
        this.gateway = gateway;
        this.provider = provider;
        this.credential = gateway.credential(provider);
        this.operator = gateway.token(new Scope.Operator());
    }

    Answer send(String method, String path, String body) {
        return Http.request(method, gateway.scimUrl(provider) + path)
                .bearer(credential)
                .header("Content-Type", "application/scim+json")
                .body(body)
                .send();
    }

    Answer api(String method, String path) {
        return api(method, path, "");
    }

    Answer api(String method, String path, String body) {
        return Http.request(method, gateway.url() + path)
                .bearer(operator)
                .body(body)
                .send();
    }

    /** What the log has of a request that must be there; it is written a moment later. */
    JsonNode entry(Answer answer) {
        String id = answer.header("Rollcall-Request-Id");
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            Answer found = api("GET", ORGANISATION + "/requests/" + id);
            if (found.status() == 200) {
                return found.json();
            }
            assertThat(System.currentTimeMillis()).as("entry of " + id).isLessThan(end);
            pause();
        }
    }

    /** What the list gives, once everything is written that was sent before. */
    JsonNode find(String query) {
        return page(query).path("items");
    }

    JsonNode page(String query) {
        entry(send("GET", "/Users/nobody", ""));
        Answer found = api("GET", ORGANISATION + "/requests?" + query);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        return found.json();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
