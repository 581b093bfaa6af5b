package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** M1: however large what is listed, a page is not much larger than 4 MiB, and a client that reads on misses nothing. */
final class LargePagesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** Each near the largest size of a resource. */
    private static final int USERS = 24;

    private static final int MOST = 4 * 1024 * 1024 + 512 * 1024;

    private static String token = "";

    @BeforeAll
    static void fill() {
        token = GATEWAY.credential("okta");
        String text = "x".repeat(9_500);
        for (int user = 0; user < USERS; user++) {
            String addresses = IntStream.range(0, 26)
                    .mapToObj(i -> "{'type':'t" + i + "','formatted':'" + text + "'}")
                    .collect(Collectors.joining(","));
            Answer made = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                    .bearer(token)
                    .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'large" + user
                            + "@demo.example','addresses':[" + addresses + "]}")
                    .send();
            assertThat(made.status()).as(made.body()).isEqualTo(201);
        }
    }

    private static Answer list(String query) {
        Answer page = Http.get(GATEWAY.scimUrl("okta") + "/Users?" + query)
                .bearer(token)
                .send();
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body().length()).isLessThan(MOST);
        assertThat(page.json().path("totalResults").asInt()).isEqualTo(USERS);
        return page;
    }

    @Test
    @DisplayName("M1: pages by index")
    void byIndexNobodyIsMissed() {
        Set<String> names = new HashSet<>();
        int pages = 0;
        while (names.size() < USERS && pages < USERS) {
            JsonNode page = list("count=100&startIndex=" + (names.size() + 1)).json();
            page.path("Resources")
                    .forEach(user -> names.add(user.path("userName").asText()));
            assertThat(page.path("itemsPerPage").asInt())
                    .isEqualTo(page.path("Resources").size());
            pages++;
        }
        assertThat(names).hasSize(USERS);
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    @DisplayName("M1: pages by cursor")
    void byCursorNobodyIsMissed() {
        Set<String> names = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = list("count=100&cursor=" + cursor).json();
            page.path("Resources")
                    .forEach(user -> names.add(user.path("userName").asText()));
            cursor = page.path("nextCursor").asText();
            pages++;
        } while (!cursor.isEmpty() && pages < USERS);
        assertThat(names).hasSize(USERS);
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    @DisplayName("M1: pages of the audit, whose entries have a state before and after")
    void pagesOfTheAuditLoseNothing() {
        String audit = GATEWAY.url() + "/api/v1/organizations/demo/audit?limit=1000";
        Set<String> ids = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = Http.get(audit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .bearer(GATEWAY.token(new Scope.Operator()))
                    .send();
            assertThat(page.body().length()).isLessThan(MOST);
            page.json().path("items").forEach(entry -> ids.add(entry.path("id").asText()));
            cursor = page.json().path("next").asText("");
            pages++;
        } while (!cursor.isEmpty() && !cursor.equals("null") && pages < USERS);
        assertThat(ids).hasSizeGreaterThanOrEqualTo(USERS);
        assertThat(pages).isGreaterThan(1);
    }
}
