package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions (RFC 7644 section 3.14). */
final class ETagIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    private static final String RENAME = "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
            + "'Operations':[{'op':'replace','path':'title','value':'%s'}]}";

    @FinePrint(58)
    @InBothModes
    void everyResourceHasAWeakTagAndAKnownOneIsNotSentAgain(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        Answer read = scim.get(at(user));
        String tag = read.header("ETag");
        assertThat(tag)
                .matches("W/\"[^\"]+\"")
                .isEqualTo(user.at("/meta/version").asText());
        for (String known : List.of(tag, "*", "W/\"other\", " + tag, tag.substring(2))) {
            Answer unchanged =
                    scim.request("GET", at(user)).header("If-None-Match", known).send();
            assertThat(unchanged.status()).as(known).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
            assertThat(unchanged.header("ETag")).isEqualTo(tag);
        }
        assertThat(scim.request("GET", at(user))
                        .header("If-None-Match", "W/\"other\"")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    /** C13. */
    @FinePrint(58)
    @InBothModes
    void aReadOfAVersionThatIsNoMoreIsRefused(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (JsonNode one : List.of(scim.made(), scim.madeGroup("Team"))) {
            String path = (one.has("userName") ? "/Users/" : "/Groups/")
                    + one.path("id").asText();
            String tag = one.at("/meta/version").asText();
            for (String good : List.of(tag, "*", "W/\"other\", " + tag)) {
                assertThat(scim.request("GET", path)
                                .header("If-Match", good)
                                .send()
                                .status())
                        .as(good)
                        .isEqualTo(200);
            }
            assertError(scim.request("GET", path).header("If-Match", "W/\"0\"").send(), 412, "");
            assertError(
                    scim.request("GET", path)
                            .header("If-Match", "W/\"0\"")
                            .header("If-None-Match", tag)
                            .send(),
                    412,
                    "");
            assertError(scim.request("GET", path + "x").header("If-Match", "*").send(), 404, "");
        }
    }

    @FinePrint({58, 59})
    @InBothModes
    void aWriteGoesThroughOnlyOverTheVersionThatItNames(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        String tag = user.at("/meta/version").asText();
        for (String method : List.of("PATCH", "PUT", "DELETE")) {
            Answer stale = scim.request(method, at(user))
                    .header("If-Match", "W/\"0\"")
                    .body(method.equals("PUT") ? user.toString() : RENAME.formatted(method))
                    .send();
            assertError(stale, 412, "");
        }
        assertThat(scim.get(at(user)).header("ETag")).isEqualTo(tag);

        Answer strong = patch(scim, user, tag.substring(2), "strong");
        assertThat(strong.status()).as("the weak mark does not count").isEqualTo(200);
        assertThat(patch(scim, user, tag, "late").status()).isEqualTo(412);
        assertThat(patch(scim, user, "W/\"0\", " + strong.header("ETag"), "listed")
                        .status())
                .isEqualTo(200);
        assertThat(patch(scim, user, "*", "any").status()).isEqualTo(200);
    }

    private static Answer patch(ScimClient scim, JsonNode user, String ifMatch, String title) {
        return scim.request("PATCH", at(user))
                .header("If-Match", ifMatch)
                .body(RENAME.formatted(title))
                .send();
    }
}
