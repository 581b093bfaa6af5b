package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Walks every route there is with each kind of principal. A route that is added is walked as well. */
final class RouteAccessIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Set<Access> OF_ORGANISATIONS = EnumSet.of(
            Access.READ_AUDIT,
            Access.READ,
            Access.ADMINISTER_DIRECTORIES,
            Access.ADMINISTER_PEOPLE,
            Access.ADMINISTER,
            Access.OPERATOR_READ,
            Access.OPERATE);

    private static final Access[] READS = {Access.READ_AUDIT, Access.READ};

    private static final Access[] DECISIONS = {
        Access.ADMINISTER_DIRECTORIES, Access.ADMINISTER_PEOPLE, Access.ADMINISTER
    };

    private static String okta = "";
    private static List<Path> routes;
    private static UUID demo;
    private static UUID other;

    /** One method of one path. */
    private record Path(HttpMethod method, String pattern, Access access) {

        static Stream<Path> of(Route route) {
            Access access = route.getMetadata(Routes.ACCESS);
            return access == null
                    ? Stream.empty()
                    : route.methods().stream()
                            .filter(method -> !method.equals(HttpMethod.HEAD))
                            .map(method -> new Path(method, route.getPath(), access));
        }

        /** A request that names this organisation, and below it nothing that exists. */
        Http in(UUID organisation) {
            String path = pattern.replace(":org", organisation.toString())
                    .replaceAll(":\\w+", "00000000-0000-7000-8000-000000000000");
            return Http.request(method.name(), GATEWAY.url() + path);
        }

        /** A request to this directory, whose other parts are this id. */
        Http below(UUID directory, String id) {
            String path = pattern.replace(":directory", directory.toString()).replaceAll(":\\w+", id);
            return Http.request(method.name(), GATEWAY.url() + path);
        }

        boolean isOfAnOrganisation() {
            return OF_ORGANISATIONS.contains(access) && pattern.contains("/:org");
        }

        @Override
        public String toString() {
            return method + " " + pattern + " (" + access + ")";
        }
    }

    @BeforeAll
    static void collect() {
        demo = GATEWAY.demo().organisation().id();
        other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "elsewhere", "Elsewhere", Plan.ENTERPRISE, 60, 0)
                .await()
                .id();
        Vertx vertx = Vertx.vertx();
        routes = GATEWAY.gateway().parts().routes(vertx).getRoutes().stream()
                .flatMap(Path::of)
                .toList();
        vertx.close().await();
        assertThat(routes).hasSizeGreaterThan(50);
    }

    private static List<Path> with(Access... access) {
        return routes.stream()
                .filter(route -> List.of(access).contains(route.access()))
                .toList();
    }

    private static Answer send(Path route, UUID organisation, Scope scope) {
        return route.in(organisation).bearer(GATEWAY.token(scope)).send();
    }

    private static void assertAdmitted(Path route, Scope scope) {
        assertThat(send(route, demo, scope).status()).as(route.toString()).isNotIn(401, 403, 500);
    }

    private static void assertForbidden(Path route, Scope scope) {
        Answer answer = send(route, demo, scope);
        assertThat(answer.status()).as(route.toString()).isEqualTo(403);
        assertThat(answer.json().path("title").asText()).isEqualTo("Forbidden");
    }

    @Test
    void everyRouteOfTheApiIsHeldToAnAccess() {
        assertThat(routes)
                .filteredOn(route -> route.pattern().startsWith("/api/"))
                .isNotEmpty()
                .allMatch(route -> OF_ORGANISATIONS.contains(route.access())
                        || !route.pattern().contains("/:org"))
                .allMatch(route -> route.method().equals(HttpMethod.GET)
                        ? !route.access().writes()
                        : route.access().writes());
        assertThat(routes)
                .filteredOn(route -> route.pattern().startsWith("/scim/"))
                .isNotEmpty()
                .allMatch(route -> route.access() == Access.DIRECTORY || route.access() == Access.DISCOVERY);
        assertThat(with(Access.DISCOVERY))
                .isNotEmpty()
                .allMatch(route -> route.method().equals(HttpMethod.GET));
    }

    @Test
    void headGoesThroughTheSameGateWhereverGetDoes() {
        Vertx vertx = Vertx.vertx();
        assertThat(GATEWAY.gateway().parts().routes(vertx).getRoutes())
                .filteredOn(route -> route.getMetadata(Routes.ACCESS) != null)
                .allMatch(route -> route.methods().contains(HttpMethod.GET)
                        == route.methods().contains(HttpMethod.HEAD));
        vertx.close().await();
    }

    @Test
    void withoutATokenOrWithOneThatIsNoneEverythingButTheOpenRoutesIsRefused() {
        for (Path route : routes) {
            if (route.access() == Access.ANYBODY) {
                continue;
            }
            if (route.access() != Access.DISCOVERY) {
                assertThat(route.in(demo).send().status()).as(route.toString()).isEqualTo(401);
            }
            assertThat(route.in(demo).bearer("a.b.c").send().status())
                    .as(route.toString())
                    .isEqualTo(401);
        }
    }

    @Test
    void theCredentialOfADirectoryOpensNoOther() {
        String credential = credentialOfOkta();
        for (UUID directory : List.of(GATEWAY.directory("entra").id(), UUID.randomUUID())) {
            for (Path route : with(Access.DIRECTORY)) {
                assertThat(route.below(directory, UUID.randomUUID().toString())
                                .bearer(credential)
                                .send()
                                .status())
                        .as(route.toString())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void whatAnotherDirectoryHasLooksExactlyAsWhatDoesNotExist() {
        String entra = GATEWAY.credential("entra");
        String okta = credentialOfOkta();
        String user = made(
                "entra",
                entra,
                "Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'foreign'}");
        String missing = UUID.randomUUID().toString();
        for (Path route : with(Access.DIRECTORY)) {
            if (route.pattern().contains("/:id")) {
                Answer foreign = route.below(GATEWAY.directory("okta").id(), user)
                        .bearer(okta)
                        .send();
                Answer none = route.below(GATEWAY.directory("okta").id(), missing)
                        .bearer(okta)
                        .send();
                assertThat(foreign.status())
                        .as(route.toString())
                        .isEqualTo(none.status())
                        .isBetween(400, 499);
                assertThat(foreign.body().replace(user, missing)).isEqualTo(none.body());
            }
        }
        // In a body, the id names no user of this directory, and nothing of the other directory shows.
        for (String id : List.of(user, missing)) {
            String group = made(
                    "okta",
                    okta,
                    "Groups",
                    "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'" + id
                            + "','members':[{'value':'" + id + "'}]}");
            assertThat(Http.get(GATEWAY.scimUrl("okta") + "/Groups/" + group)
                            .bearer(okta)
                            .send()
                            .body())
                    .doesNotContain("foreign");
        }
        assertThat(Http.get(GATEWAY.scimUrl("entra") + "/Users/" + user)
                        .bearer(entra)
                        .send()
                        .json()
                        .has("groups"))
                .isFalse();
    }

    /** One for all tests: a directory has at most two. */
    private static synchronized String credentialOfOkta() {
        if (okta.isEmpty()) {
            okta = GATEWAY.credential("okta");
        }
        return okta;
    }

    private static String made(String provider, String credential, String endpoint, String body) {
        return Http.request("POST", GATEWAY.scimUrl(provider) + "/" + endpoint)
                .bearer(credential)
                .body(body)
                .send()
                .json()
                .path("id")
                .asText();
    }

    @Test
    void aTokenOfTheAdminApiOpensNoDirectory() {
        assertThat(with(Access.DIRECTORY))
                .isNotEmpty()
                .allMatch(route -> send(route, demo, new Scope.Operator()).status() == 401);
    }

    @Test
    void theCredentialOfADirectoryOpensNoRouteOfTheAdminApi() {
        String credential = GATEWAY.credential("okta");
        for (Path route : routes) {
            if (OF_ORGANISATIONS.contains(route.access())) {
                assertThat(route.in(demo).bearer(credential).send().status())
                        .as(route.toString())
                        .isEqualTo(401);
            }
        }
    }

    static final List<Scope> KINDS = List.of(new Scope.Operator(), new Scope.ReadOnly(new Scope.Operator()));

    @ParameterizedTest
    @FieldSource("KINDS")
    void theOperatorReadsEverywhere(Scope scope) {
        with(READS).forEach(route -> assertAdmitted(route, scope));
        with(Access.OPERATOR_READ).forEach(route -> assertAdmitted(route, scope));
    }

    @Test
    void theOperatorDoesEverything() {
        with(DECISIONS).forEach(route -> assertAdmitted(route, new Scope.Operator()));
        with(Access.OPERATE).forEach(route -> assertAdmitted(route, new Scope.Operator()));
    }

    @Test
    void anAdministratorDoesAllButWhatIsTheOperators() {
        Scope scope = new Scope.Organisation(demo);
        with(READS).forEach(route -> assertAdmitted(route, scope));
        with(DECISIONS).forEach(route -> assertAdmitted(route, scope));
        with(Access.OPERATOR_READ, Access.OPERATE).forEach(route -> assertForbidden(route, scope));
    }

    @Test
    void whoOnlyReadsChangesNothing() {
        Scope operator = new Scope.ReadOnly(new Scope.Operator());
        with(DECISIONS).forEach(route -> assertForbidden(route, operator));
        with(Access.OPERATE).forEach(route -> assertForbidden(route, operator));

        Scope scope = new Scope.ReadOnly(new Scope.Organisation(demo));
        with(READS).forEach(route -> assertAdmitted(route, scope));
        with(DECISIONS).forEach(route -> assertForbidden(route, scope));
        with(Access.OPERATOR_READ, Access.OPERATE).forEach(route -> assertForbidden(route, scope));
    }

    /** What each role reaches, said here once more. */
    private static final Map<OrganisationRole, Set<Access>> REACH = Map.of(
            OrganisationRole.OWNER,
            EnumSet.of(
                    Access.READ_AUDIT,
                    Access.READ,
                    Access.ADMINISTER_DIRECTORIES,
                    Access.ADMINISTER_PEOPLE,
                    Access.ADMINISTER),
            OrganisationRole.DIRECTORY_ADMIN,
            EnumSet.of(Access.READ_AUDIT, Access.READ, Access.ADMINISTER_DIRECTORIES),
            OrganisationRole.PEOPLE_ADMIN,
            EnumSet.of(Access.READ_AUDIT, Access.READ, Access.ADMINISTER_PEOPLE),
            OrganisationRole.AUDITOR,
            EnumSet.of(Access.READ_AUDIT));

    @ParameterizedTest
    @EnumSource(OrganisationRole.class)
    @DisplayName("M9: each role reaches its routes and no other")
    void aRoleReachesItsRoutesAndNoOther(OrganisationRole role) {
        Scope scope = new Scope.Organisation(demo, role);
        for (Path route : routes) {
            if (Objects.requireNonNull(REACH.get(role)).contains(route.access())) {
                assertAdmitted(route, scope);
            } else if (OF_ORGANISATIONS.contains(route.access())) {
                assertForbidden(route, scope);
            }
        }
    }

    @Test
    @DisplayName("M9: the audit is what an auditor reads, people are a people admin's, the rest of an organisation a"
            + " directory admin's")
    void whatAReachIsOf() {
        assertThat(with(Access.READ_AUDIT))
                .extracting(Path::pattern)
                .containsExactlyInAnyOrder("/api/v1/organizations/:org", "/api/v1/organizations/:org/audit");
        assertThat(with(Access.ADMINISTER_PEOPLE))
                .isNotEmpty()
                .allMatch(route -> route.pattern().matches(".*/:org/(members|recovery-admins|holds)(/.*)?"));
        assertThat(with(Access.ADMINISTER_DIRECTORIES))
                .isNotEmpty()
                .allMatch(route -> route.pattern().matches(".*/:org/(directories|domains|requests)(/.*)?"));
    }

    @Test
    void anotherOrganisationLooksExactlyAsOneThatDoesNotExist() {
        for (Scope scope :
                List.<Scope>of(new Scope.Organisation(other), new Scope.ReadOnly(new Scope.Organisation(other)))) {
            UUID nowhere = UUID.fromString("00000000-0000-7000-8000-000000000001");
            for (Path route : routes) {
                if (route.isOfAnOrganisation()) {
                    Answer foreign = send(route, demo, scope);
                    Answer missing = send(route, nowhere, scope);
                    assertThat(foreign.status()).as(route.toString()).isEqualTo(404);
                    assertThat(missing.status()).as(route.toString()).isEqualTo(404);
                    assertThat(comparable(foreign, demo)).isEqualTo(comparable(missing, nowhere));
                }
            }
        }
    }

    /** The body without the id that was asked for, and without that of the request. */
    private static JsonNode comparable(Answer answer, UUID organisation) {
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.path("instance").asText()).startsWith("urn:uuid:");
        body.put("instance", "");
        return body.put("detail", body.path("detail").asText().replace(organisation.toString(), "ID"));
    }

    @Test
    void aSessionCookieChangesNothingForPagesOfOtherSites() {
        for (Path route : with(DECISIONS)) {
            // One of the routes ends all sessions.
            String cookie = GATEWAY.session();
            assertThat(route.in(demo).header("Cookie", cookie).send().status())
                    .as(route.toString())
                    .isEqualTo(403);
            assertThat(route.in(demo)
                            .header("Cookie", cookie)
                            .header("Origin", "https://evil.example")
                            .send()
                            .status())
                    .as(route.toString())
                    .isEqualTo(403);
            assertThat(route.in(demo)
                            .header("Cookie", cookie)
                            .header("Origin", GATEWAY.url())
                            .header("Sec-Fetch-Site", "cross-site")
                            .send()
                            .status())
                    .as(route.toString())
                    .isEqualTo(403);
            assertThat(route.in(demo)
                            .header("Cookie", cookie)
                            .header("Origin", GATEWAY.url())
                            .send()
                            .status())
                    .as(route.toString())
                    .isNotIn(401, 403, 500);
        }
    }
}
