package dev.rollcall.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of the console: who is signed in, signing out, ending by themselves, and what takes a fresh one. */
final class SessionsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String DEMO = "/api/v1/organizations/demo";

    @BeforeEach
    void nobodyIsSignedIn() {
        operator("DELETE", DEMO + "/sessions");
        operator("DELETE", "/api/v1/sessions");
    }

    /** A session, by its id and its cookie. */
    private record In(UUID id, String cookie) {

        Answer ask(String method, String path) {
            return Http.request(method, GATEWAY.url() + path)
                    .header("Cookie", cookie)
                    .header("Origin", GATEWAY.url())
                    .send();
        }

        int status() {
            return ask("GET", "/console/session").status();
        }

        void set(String column, Duration ago) {
            GATEWAY.gateway()
                    .parts()
                    .database()
                    .writes()
                    .preparedQuery("UPDATE sign_in_link SET " + column
                            + " = now() - make_interval(secs => $2) WHERE link_id = $1")
                    .execute(Tuple.of(id, (double) ago.toSeconds()))
                    .await();
        }
    }

    private static UUID demo() {
        return GATEWAY.demo().organisation().id();
    }

    private static In signIn(String subject) {
        return signIn(demo(), subject, OrganisationRole.OWNER);
    }

    private static In signIn(UUID organisation, String subject, OrganisationRole role) {
        SignInLinks.Issued issued = GATEWAY.gateway()
                .parts()
                .signInLinks()
                .issue(Actor.gateway(organisation), new Wish(subject, "console", role, null, Duration.ofMinutes(5)))
                .await();
        String cookie = Http.request("POST", GATEWAY.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", GATEWAY.url())
                .body("{'code':'" + issued.code() + "'}")
                .send()
                .header("Set-Cookie");
        return new In(issued.link().id(), cookie.substring(0, cookie.indexOf(';')));
    }

    private static Answer operator(String method, String path) {
        return Http.request(method, GATEWAY.url() + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send();
    }

    private static List<String> subjects(Answer listed) {
        assertThat(listed.status()).as(listed.body()).isEqualTo(200);
        return listed.json().path("items").findValuesAsText("subject");
    }

    @Test
    @DisplayName("The sessions of an organisation are listed only to itself and to the operator")
    void theSessionsThatRunAreListed() {
        In ada = signIn("ada");
        In eve = signIn("eve");
        In ops = signIn(Actor.INSTALLATION, "ops", OrganisationRole.OWNER);
        Answer listed = ada.ask("GET", DEMO + "/sessions");
        assertThat(subjects(listed)).containsExactly("eve", "ada");
        JsonNode own = listed.json().at("/items/1");
        assertThat(own.path("id").asText()).isEqualTo(ada.id().toString());
        assertThat(own.path("current").asBoolean()).isTrue();
        assertThat(listed.json().at("/items/0/current").asBoolean()).isFalse();
        assertThat(own.path("role").asText()).isEqualTo("owner");
        assertThat(Duration.between(
                        Instant.parse(own.path("begun").asText()),
                        Instant.parse(own.path("ends").asText())))
                .isEqualTo(Duration.ofHours(8));
        assertThat(listed.body())
                .doesNotContain(ada.cookie().substring(ada.cookie().indexOf('=') + 1));
        assertThat(subjects(operator("GET", DEMO + "/sessions?subject=eve"))).containsExactly("eve");
        assertThat(subjects(operator("GET", DEMO + "/sessions?limit=1"))).containsExactly("eve");
        assertThat(subjects(operator("GET", "/api/v1/sessions"))).containsExactly("ops");
        assertThat(ada.ask("GET", "/api/v1/sessions").status()).isEqualTo(403);
        assertThat(subjects(ops.ask("GET", DEMO + "/sessions"))).containsExactly("eve", "ada");
        eve.ask("DELETE", "/console/session");
        assertThat(subjects(operator("GET", DEMO + "/sessions"))).containsExactly("ada");
    }

    @Test
    @DisplayName(
            "A session that is ended is over with its next request; done twice nothing happens; the audit tells it")
    void anotherIsSignedOut() {
        In ada = signIn("ada");
        In eve = signIn("eve");
        String path = DEMO + "/sessions/" + eve.id();
        Answer done = ada.ask("DELETE", path);
        assertThat(done.status()).isEqualTo(204);
        assertThat(eve.status()).isEqualTo(401);
        assertThat(ada.ask("DELETE", path).status()).isEqualTo(204);
        assertThat(ada.status()).isEqualTo(200);
        JsonNode entries = operator("GET", DEMO + "/audit?request=" + done.header("Rollcall-Request-Id"))
                .json()
                .path("items");
        assertThat(entries).hasSize(1);
        assertThat(entries.at("/0/action").asText()).isEqualTo("end_session");
        assertThat(entries.at("/0/actor/name").asText()).isEqualTo("ada");
        assertThat(entries.at("/0/before/subject").asText()).isEqualTo("eve");
        for (String unknown : List.of("none", UUID.randomUUID().toString())) {
            assertThat(ada.ask("DELETE", DEMO + "/sessions/" + unknown).status())
                    .isEqualTo(404);
        }
        In ops = signIn(Actor.INSTALLATION, "ops", OrganisationRole.OWNER);
        assertThat(ada.ask("DELETE", DEMO + "/sessions/" + ops.id()).status()).isEqualTo(404);
        assertThat(ops.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("All administrators, or one of them, are signed out everywhere")
    void everybodyIsSignedOut() {
        In first = signIn("ada");
        In second = signIn("ada");
        In eve = signIn("eve");
        Answer ended = operator("DELETE", DEMO + "/sessions?subject=ada");
        assertThat(ended.json().path("ended").asInt()).isEqualTo(2);
        assertThat(List.of(first.status(), second.status(), eve.status())).containsExactly(401, 401, 200);
        assertThat(operator("DELETE", DEMO + "/sessions").json().path("ended").asInt())
                .isEqualTo(1);
        assertThat(eve.status()).isEqualTo(401);
        assertThat(operator("DELETE", DEMO + "/sessions").json().path("ended").asInt())
                .isZero();
    }

    @Test
    @DisplayName("Each person who is signed in, in whatever role, sees their own sessions and signs out of one, or"
            + " everywhere")
    void ownSessionsAreEnded() {
        for (OrganisationRole role : OrganisationRole.values()) {
            In here = signIn(demo(), "ada", role);
            In there = signIn(demo(), "ada", role);
            In lost = signIn(demo(), "ada", role);
            In eve = signIn("eve");
            assertThat(subjects(here.ask("GET", "/console/sessions"))).containsExactly("ada", "ada", "ada");
            assertThat(here.ask("DELETE", "/console/sessions/" + eve.id()).status())
                    .isEqualTo(404);
            assertThat(here.ask("DELETE", "/console/sessions/" + lost.id()).status())
                    .isEqualTo(204);
            assertThat(List.of(lost.status(), here.status())).containsExactly(401, 200);
            assertThat(here.ask("DELETE", "/console/sessions")
                            .json()
                            .path("ended")
                            .asInt())
                    .isEqualTo(2);
            assertThat(List.of(here.status(), there.status(), eve.status())).containsExactly(401, 401, 200);
        }
        assertThat(operator("GET", "/console/sessions").status()).isEqualTo(400);
    }

    @Test
    void aSessionOfAnotherSiteEndsNothing() {
        In ada = signIn("ada");
        assertThat(Http.request("DELETE", GATEWAY.url() + "/console/sessions")
                        .header("Cookie", ada.cookie())
                        .header("Origin", "https://elsewhere.example")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(ada.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"DIRECTORY_ADMIN, 200", "PEOPLE_ADMIN, 200", "AUDITOR, 403"})
    void onlyOwnersEndSessionsOfOthers(OrganisationRole role, int lists) {
        In other = signIn(demo(), "eve", role);
        assertThat(other.ask("GET", DEMO + "/sessions").status()).isEqualTo(lists);
        assertThat(other.ask("DELETE", DEMO + "/sessions").status()).isEqualTo(403);
        assertThat(other.ask("DELETE", DEMO + "/sessions/" + other.id()).status())
                .isEqualTo(403);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "An unused session ends, and one that is used goes on; what a page does by itself does not count as use")
    void anIdleSessionEnds() {
        In ada = signIn("ada");
        ada.set("last_used_at", Duration.ofMinutes(61));
        assertThat(ada.status()).isEqualTo(401);
        assertThat(subjects(operator("GET", DEMO + "/sessions"))).isEmpty();

        In eve = signIn("eve");
        eve.set("last_used_at", Duration.ofMinutes(59));
        Instant before = lastUsed(eve);
        assertThat(Http.get(GATEWAY.url() + "/console/session")
                        .header("Cookie", eve.cookie())
                        .header("Rollcall-By-Itself", "true")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(lastUsed(eve)).isEqualTo(before);
        assertThat(eve.status()).isEqualTo(200);
        long until = System.nanoTime() + 30_000_000_000L;
        while (lastUsed(eve).equals(before)) {
            assertThat(System.nanoTime()).as("the use was never noted").isLessThan(until);
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private static Instant lastUsed(In session) {
        for (JsonNode item : operator("GET", DEMO + "/sessions").json().path("items")) {
            if (item.path("id").asText().equals(session.id().toString())) {
                return Instant.parse(item.path("lastUsed").asText());
            }
        }
        throw new AssertionError("not listed");
    }

    @Test
    void asOldASessionAsMayBeEndsThoughItIsUsed() {
        In ada = signIn("ada");
        ada.set("used_at", Duration.ofHours(8));
        ada.set("last_used_at", Duration.ofSeconds(1));
        assertThat(ada.status()).isEqualTo(401);
    }

    private static final List<String> GRAVE = List.of(
            "DELETE /domains/none.example",
            "DELETE /directories/OKTA",
            "POST /directories/OKTA/take-over",
            "POST /directories/OKTA/deactivate",
            "POST /directories/OKTA/mass-changes/approve",
            "POST /directories/OKTA/activations/00000000-0000-7000-8000-000000000000/undo",
            "DELETE /directories/OKTA/credentials/00000000-0000-7000-8000-000000000000");

    @Test
    @DisplayName("What cannot be taken back takes a sign-in of the last hour; a dry run, a token and all else do not")
    void whatCannotBeTakenBackTakesAFreshSignIn() {
        In stale = signIn("ada");
        stale.set("used_at", Duration.ofMinutes(61));
        stale.set("last_used_at", Duration.ofSeconds(1));
        In fresh = signIn("ada");
        fresh.set("used_at", Duration.ofMinutes(59));
        String okta = GATEWAY.directory("okta").id().toString();
        assertThat(operator("DELETE", DEMO + "/domains/none.example").status())
                .as("by a token")
                .isEqualTo(404);
        for (String one : GRAVE) {
            String method = one.substring(0, one.indexOf(' '));
            String path = DEMO + one.substring(one.indexOf(' ') + 1).replace("OKTA", okta);
            Answer refused = stale.ask(method, path);
            assertThat(refused.status()).as(one).isEqualTo(403);
            assertThat(refused.json().path("type").asText()).as(one).isEqualTo("/api/v1/problems/sign-in-again");
            assertThat(refused.json().path("detail").asText()).contains("the last 60 minutes", "Nothing was changed");
            if (!method.equals("DELETE") && !path.endsWith("approve")) {
                assertThat(stale.ask(method, path + "?dryRun=true").body()).doesNotContain("sign-in-again");
            }
        }
        assertThat(GATEWAY.gateway()
                        .parts()
                        .database()
                        .reads()
                        .preparedQuery("SELECT FROM directory WHERE directory_id = $1")
                        .execute(Tuple.of(UUID.fromString(okta)))
                        .await()
                        .size())
                .isEqualTo(1);
        assertThat(stale.ask("GET", DEMO + "/members").status()).isEqualTo(200);
        assertThat(fresh.ask("DELETE", DEMO + "/domains/none.example").status()).isEqualTo(404);

        In ops = signIn(Actor.INSTALLATION, "ops", OrganisationRole.OWNER);
        ops.set("used_at", Duration.ofMinutes(61));
        ops.set("last_used_at", Duration.ofSeconds(1));
        Answer token = Http.request("POST", GATEWAY.url() + "/api/v1/operator-tokens")
                .header("Cookie", ops.cookie())
                .header("Origin", GATEWAY.url())
                .body("{'subject':'for good'}")
                .send();
        assertThat(token.status()).isEqualTo(403);
        assertThat(token.body()).contains("sign-in-again");
    }
}
