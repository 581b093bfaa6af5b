package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.atGroup;
import static dev.rollcall.server.conformance.ScimClient.encoded;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static dev.rollcall.server.conformance.ScimClient.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself asks of a server (RFC 9110), and the addresses of RFC 7644. */
final class HttpIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    /** B6, C13. */
    @FinePrint(66)
    @InBothModes
    void headIsGetWithoutTheBody(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        JsonNode group =
                scim.madeGroup("Team", "'members':[{'value':'" + user.path("id").asText() + "'}]");
        for (String path : List.of(
                at(user),
                atGroup(group),
                at(user) + "?attributes=userName",
                "/Users?filter="
                        + encoded("userName eq \"" + user.path("userName").asText() + "\""),
                "/Groups",
                "?filter=" + encoded("id eq \"" + user.path("id").asText() + "\""),
                "/Users/unknown",
                "/Users?filter=x",
                "/Schemas",
                "/Schemas/" + ScimClient.USER,
                "/ResourceTypes/User",
                "/ServiceProviderConfig")) {
            Answer get = scim.get(path);
            Answer head = scim.request("HEAD", path).send();
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.body()).as(path).isEmpty();
            for (String header : List.of("ETag", "Content-Type", "Content-Location", "Location")) {
                assertThat(head.header(header)).as(path + " " + header).isEqualTo(get.header(header));
            }
        }
        String many = IntStream.range(0, 2_500)
                .mapToObj(i -> "{'value':'nobody-yet-" + i + "'}")
                .collect(Collectors.joining(","));
        Answer large = scim.request("HEAD", atGroup(scim.madeGroup("Large", "'members':[" + many + "]")))
                .send();
        assertThat(large.status()).isEqualTo(200);
        assertThat(large.body()).isEmpty();
        String tag = user.at("/meta/version").asText();
        assertThat(scim.request("HEAD", at(user))
                        .header("If-None-Match", tag)
                        .send()
                        .status())
                .isEqualTo(304);
        assertThat(scim.request("HEAD", at(user))
                        .header("If-Match", "\"0\"")
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(Http.request("HEAD", scim.base() + "/Users").send().status()).isEqualTo(401);
    }

    /** B6: the same outside of SCIM. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/organizations", "/api/v1/openapi.json", "/api/v1/problems", "/console/sign-in"})
    void headIsThereOnApiAndConsoleToo(String path) {
        String url = DIRECTORIES.gateway().url() + path;
        String token = DIRECTORIES.gateway().token(new Scope.Operator());
        Answer get = Http.get(url).bearer(token).send();
        Answer head = Http.request("HEAD", url).bearer(token).send();
        assertThat(get.status()).isEqualTo(200);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @FinePrint(66)
    @InBothModes
    void whatAPathTakesIsSaid(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String one = at(scim.made());
        Answer refused = scim.request("POST", one).body(user(fresh())).send();
        assertError(refused, 405, "");
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
        assertThat(scim.delete("/Users").header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        Answer options = scim.request("OPTIONS", one).send();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
        assertThat(scim.request("OPTIONS", "/Bulk").send().header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(Http.request("OPTIONS", DIRECTORIES.gateway().url() + "/api/v1/roles")
                        .send()
                        .header("Allow"))
                .isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    /** B6. */
    @FinePrint(19)
    @InBothModes
    void aPackedBodyIsRefusedInWords(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String encoding : List.of("gzip", "GZIP", "deflate", "br", "x-gzip, identity")) {
            Answer packed = scim.request("POST", "/Users")
                    .header("Content-Type", "application/scim+json")
                    .header("Content-Encoding", encoding)
                    .bytes(gzip(user(fresh())))
                    .send();
            assertError(packed, 415, "");
            assertThat(packed.json().path("detail").asText()).contains("Content-Encoding");
            assertThat(packed.header("Accept-Encoding")).isEqualTo("identity");
        }
        assertThat(scim.request("POST", "/Users")
                        .header("Content-Type", "application/scim+json")
                        .header("Content-Encoding", "identity")
                        .body(user(fresh()))
                        .send()
                        .status())
                .isEqualTo(201);
        Answer bulk = scim.request("POST", "/Bulk")
                .header("Content-Type", "application/scim+json")
                .header("Content-Encoding", "gzip")
                .bytes(gzip("{}"))
                .send();
        assertError(bulk, 415, "");
    }

    @Test
    void aPackedBodyIsRefusedOutsideOfScimToo() {
        String url = DIRECTORIES.gateway().url() + "/api/v1/organizations";
        Answer packed = Http.request("POST", url)
                .bearer(DIRECTORIES.gateway().token(new Scope.Operator()))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .bytes(gzip("{}"))
                .send();
        assertThat(packed.status()).isEqualTo(415);
        assertThat(packed.header("Content-Type")).isEqualTo("application/problem+json");
    }

    /** B6. */
    @FinePrint(19)
    @InBothModes
    void aDeclaredCharsetIsDecodedAndWhatIsNoneIsSaid(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String charset : List.of("ISO-8859-1", "windows-1252", "UTF-16", "utf-16le", "utf-8", "\"utf-8\"")) {
            String plain = charset.replace("\"", "");
            Answer made = scim.request("POST", "/Users")
                    .header("Content-Type", "application/scim+json; charset=" + charset)
                    .bytes(body(Charset.forName(plain)))
                    .send();
            assertThat(made.status()).as(charset + made.body()).isEqualTo(201);
            assertThat(made.json().path("displayName").asText()).isEqualTo("J\u00fcrgen");
        }
        Answer undeclared = scim.request("POST", "/Users")
                .header("Content-Type", "application/scim+json")
                .bytes(body(StandardCharsets.ISO_8859_1))
                .send();
        assertError(undeclared, 400, "invalidSyntax");
        assertThat(undeclared.json().path("detail").asText()).contains("not valid UTF-8");
        Answer wrongly = scim.request("POST", "/Users")
                .header("Content-Type", "application/scim+json; charset=utf-8")
                .bytes(body(StandardCharsets.ISO_8859_1))
                .send();
        assertError(wrongly, 400, "invalidSyntax");
        Answer unknown = scim.request("POST", "/Users")
                .header("Content-Type", "application/scim+json; charset=klingon")
                .bytes(body(StandardCharsets.UTF_8))
                .send();
        assertError(unknown, 415, "");
    }

    /** C13. */
    @FinePrint(67)
    @InBothModes
    void whatTheServiceCanDoIsToldWithoutACredential(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String path : List.of(
                "/ServiceProviderConfig",
                "/Schemas",
                "/Schemas/" + ScimClient.USER,
                "/ResourceTypes",
                "/ResourceTypes/Group")) {
            Answer open = Http.get(scim.base() + path).send();
            assertThat(open.status()).as(path).isEqualTo(200);
            assertThat(open.body()).contains(scim.base());
            assertError(Http.get(scim.base() + path).bearer("wrong").send(), 401, "");
            // The same for a directory that does not exist: nothing can be learnt of which there are.
            String nowhere = scim.base().substring(0, scim.base().lastIndexOf('/') + 1) + UUID.randomUUID();
            Answer other = Http.get(nowhere + path).send();
            assertThat(other.body().replace(nowhere, scim.base())).isEqualTo(open.body());
        }
        for (String path : List.of("", "/Users", "/Groups", "/Me", "/Roles")) {
            assertError(Http.get(scim.base() + path).send(), 401, "");
        }
    }

    /** C13, U8. */
    @FinePrint(68)
    @InBothModes
    void anAddressMayEndWithScimAndItsEndpointHasNoLetterCase(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        String one = at(user);
        assertThat(scim.get(one + ".scim").json()).isEqualTo(user);
        assertThat(scim.get(one.toLowerCase(Locale.ROOT)).json()).isEqualTo(user);
        assertThat(scim.get("/USERS" + one.substring("/Users".length()) + ".scim?attributes=userName")
                        .json()
                        .has("meta"))
                .isFalse();
        String filter = "filter=" + encoded("id eq \"" + user.path("id").asText() + "\"");
        for (String list : List.of("/Users.scim?" + filter, "/users?" + filter, "/users/?" + filter)) {
            assertThat(scim.get(list).json().path("totalResults").asInt())
                    .as(list)
                    .isOne();
        }
        assertThat(scim.get("/serviceproviderconfig.scim").status()).isEqualTo(200);
        assertThat(scim.get("/Schemas/" + ScimClient.USER + ".scim").status()).isEqualTo(200);
        Answer made = scim.post("/users", user(fresh()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).contains("/Users/");
        assertThat(scim.patch(one + ".scim", "{'op':'replace','path':'title','value':'Countess'}")
                        .status())
                .isEqualTo(200);
        assertThat(scim.delete("/users/" + made.json().path("id").asText()).status())
                .isEqualTo(204);
        assertError(scim.get("/robots"), 404, "");
    }

    /** C13. */
    @FinePrint(20)
    @InBothModes
    void everyAnswerAboutOneResourceNamesItsLocation(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        JsonNode group = scim.madeGroup("Team");
        String change = "{'op':'replace','path':'displayName','value':'" + fresh() + "'}";
        Map<String, JsonNode> byPath = Map.of(at(user), user, atGroup(group), group);
        byPath.forEach((path, resource) -> {
            String location = resource.at("/meta/location").asText();
            for (Answer answer : List.of(
                    scim.get(path), scim.put(path, resource.toString().replace('"', '\'')), scim.patch(path, change))) {
                assertThat(answer.status()).isBetween(200, 204);
                assertThat(answer.header("Location")).isEqualTo(location);
            }
        });
    }

    private static byte[] body(Charset charset) {
        return user(fresh(), "'displayName':'J\u00fcrgen'").replace('\'', '"').getBytes(charset);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
