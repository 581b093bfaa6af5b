package dev.rollcall.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter language over users, on PostgreSQL. Who is who: ada, bob, cleo, dan. */
final class UserFilterIT {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static Fixture fixture;
    private static UUID ada;
    private static UUID engineers;

    @BeforeAll
    static void people() {
        fixture = new Fixture();
        ada = fixture.user("""
            {"userName": "Ada@Example.com", "externalId": "Ext-1", "active": true, "displayName": "Ada Love\u0301lace",
             "title": "", "name": {"givenName": "Ada", "familyName": "Lovelace"},
             "emails": [{"value": "ada@work.example", "type": "work", "primary": true},
                        {"value": "Ada@Home.example", "type": "home"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
               {"department": "Engines", "manager": {"value": "M-1", "displayName": "Babbage"}}}
            """, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-05-01T12:00:00Z"));
        fixture.user("""
            {"userName": "bob", "active": false, "title": "Builder",
             "name": {"formatted": ""},
             "emails": [{"value": "bob@work.example", "type": "home"}, {"value": "bob@home.example", "type": "work"}],
             "addresses": [{"locality": "Stra\u00dfe", "primary": false}]}
            """);
        fixture.user("""
            {"userName": "cleo", "externalId": "ext-1", "title": "Queen \\"C\\" \\\\ O'Malley",
             "emails": [{"value": "cleo@nile.example"}],
             "roles": [{"value": "ruler", "primary": true}]}
            """);
        UUID dan = fixture.user("""
            {"userName": "dan", "active": true, "title": "100% _Dancer_", "nickName": "\u039f\u0394\u039f\u03a3 D"}
            """);
        engineers = fixture.group("{\"displayName\": \"Engineers\"}");
        fixture.join(engineers, ada, "User");
        UUID dancers = fixture.group("{\"displayName\": \"Dancers\"}");
        fixture.join(dancers, dan, "User");
        fixture.join(dancers, ada, "User");
        fixture.park(dancers, "not-yet");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // caseExact, letter case of names and operators
                "userName eq \"ada@EXAMPLE.com\" | ada",
                "USERNAME Eq \"ada@example.com\" | ada",
                "urn:IETF:params:scim:schemas:core:2.0:User:userName eq \"BOB\" | bob",
                "externalId eq \"Ext-1\" | ada",
                "externalId eq \"ext-1\" | cleo",
                "externalId ne \"ext-1\" | ada bob dan",
                "not (externalId eq \"ext-1\") | ada bob dan",
                "externalId pr | ada cleo",
                "displayName eq \"ADA LOV\u00c9LACE\" | ada",
                "displayName eq \"ADA LOVELACE\" |",
                "addresses.locality eq \"STRASSE\" | bob",
                "nickName sw \"\u03bf\u03b4\u03bf\u03c2\" | dan",
                // partial matches; nothing is a wildcard
                "userName co \"A@E\" | ada",
                "userName sw \"C\" | cleo",
                "userName ew \"AN\" | dan",
                "userName ew \"\" | ada bob cleo dan",
                "title co \"%\" | dan",
                "title sw \"100_\" |",
                "title co \"_d\" | dan",
                "title co \"\\\"c\\\" \\\\ o'm\" | cleo",
                // order
                "userName gt \"bob\" | cleo dan",
                "userName ge \"bob\" | bob cleo dan",
                "userName lt \"BOB\" | ada",
                "userName le \"bob\" | ada bob",
                // booleans
                "active eq true | ada dan",
                "active eq false | bob",
                "active ne true | bob cleo",
                "active pr | ada bob dan",
                // presence and null
                "title pr | bob cleo dan",
                "title eq \"\" | ada",
                "title eq null | ada",
                "title ne null | bob cleo dan",
                "nickName eq null | ada bob cleo",
                "nickName ne null | dan",
                "name pr | ada",
                "name eq null | bob cleo dan",
                "emails pr | ada bob cleo",
                "emails eq null | dan",
                "emails.type eq null | cleo dan",
                "groups pr | ada dan",
                "meta pr | ada bob cleo dan",
                "schemas pr | ada bob cleo dan",
                "schemas[value co \":enterprise:\"] | ada",
                // one element or several
                "emails.type eq \"work\" and emails.value co \"@work\" | ada bob",
                "emails[type eq \"work\" and value co \"@work\"] | ada",
                "emails[type eq \"WORK\" and value eq \"ADA@work.example\"] | ada",
                "emails.value eq \"ADA@home.example\" | ada",
                "emails eq \"bob@home.example\" | bob",
                "emails ne \"cleo@nile.example\" | ada bob dan",
                "emails[type ne \"work\"] | ada bob cleo",
                "emails[not (type eq \"work\" or type eq \"home\")] | cleo",
                "emails[primary eq true and (type eq \"home\" or value sw \"ada\")] | ada",
                "emails.primary eq true | ada",
                "emails.primary eq false | ada bob cleo",
                "addresses[primary eq false] | bob",
                "roles[primary ne true] |",
                "roles[value eq \"ruler\"] | cleo",
                "name[givenName eq \"ada\"] | ada",
                // derived attributes
                "groups.display eq \"dancers\" | ada dan",
                "groups[display eq \"engineers\" and type eq \"direct\"] | ada",
                "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\" | ada",
                "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\" | ada bob cleo dan",
                "meta.resourceType eq \"User\" | ada bob cleo dan",
                "meta.version eq \"W/\\\"3\\\"\" | ada bob cleo dan",
                // times are instants
                "meta.created lt \"2026-02-01T00:00:00Z\" | ada",
                "meta.created eq \"2026-03-01T14:00:00+02:00\" | bob cleo dan",
                "meta.created ne \"2026-03-01T14:00:00+02:00\" | ada",
                "meta.lastModified ge \"2026-05-01T10:00:00-02:00\" | ada",
                "meta[created gt \"2026-02-01T00:00:00Z\"] | bob cleo dan",
                "meta.created lt \"+99999-01-01T00:00:00Z\" | ada bob cleo dan",
                // extensions
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"engines\" | ada",
                "department sw \"ENG\" | ada",
                "manager eq \"M-1\" | ada",
                "manager eq \"m-1\" |",
                "manager.displayName eq \"babbage\" | ada",
                "manager.value pr | ada",
                // logic
                "userName eq \"ada@example.com\" or userName eq \"bob\" and active eq true | ada",
                "(userName eq \"ada@example.com\" or userName eq \"bob\") and active eq false | bob",
                "not (active eq true) | bob cleo",
                "not (emails pr) or title sw \"queen\" | cleo dan",
                "id eq \"nonsense\" |",
                "id pr | ada bob cleo dan",
                // B4: unknown names decide nothing, and neither do their negations
                "shoeSize eq 44 |",
                "shoeSize ne 44 |",
                "shoeSize ne null |",
                "shoeSize eq null |",
                "not (shoeSize eq 44) |",
                "not (not (shoeSize eq 44)) |",
                "not (shoeSize pr) |",
                "not (shoeSize pr or active eq true) |",
                "not (shoeSize pr and active eq true) | bob cleo",
                "active eq true or not (shoeSize pr) | ada dan",
                "not (emails[shoeSize eq 44]) |",
                "emails[not (shoeSize eq 44)] |",
                "emails[not (userName pr)] |",
                "not (emails[type eq \"work\" and shoeSize pr]) | cleo",
                "shoeSize[value pr] |",
                "not (shoeSize[value pr]) |",
                "not (urn:example:unknown:title pr) |",
                "emails[shoeSize pr] |",
                "name.shoeSize pr |",
            })
    void matches(String filter, @Nullable String expected) {
        assertThat(find(filter)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void idsCompareExactly() {
        assertThat(find("id eq \"" + ada + "\"")).isEqualTo("ada");
        assertThat(find("id eq \"" + ada.toString().toUpperCase(Locale.ROOT) + "\""))
                .isEmpty();
        assertThat(find("id ne \"" + ada + "\"")).isEqualTo("bob cleo dan");
        assertThat(find("id sw \"" + ada.toString().substring(0, 30) + "\"")).contains("ada");
        assertThat(find("groups.value eq \"" + engineers + "\"")).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active gt true",
                "x509Certificates.value lt \"AAAA\"",
                "active eq \"true\"",
                "userName eq 5",
                "userName eq true",
                "userName gt null",
                "meta.created eq \"yesterday\"",
                "meta.created co \"2026\"",
                "name eq \"Ada\"",
                "password eq \"secret\"",
                "password pr",
                "userName[value eq \"x\"]",
                "userName eq \"a\\u0000b\"",
                "userName co \"\\ud800\"",
            })
    void makesNoSense(String filter) {
        assertThatThrownBy(() -> find(filter))
                .isInstanceOfSatisfying(
                        ScimException.class,
                        e -> assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_FILTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shoeSize eq 44", "emails[shoeSize pr]", "name.shoeSize pr", ENTERPRISE + ":shoeSize pr"})
    void aStrictDirectoryRefusesUnknownNames(String filter) {
        assertThatThrownBy(() -> fixture.find(CoreTypes.USER, filter, Mode.STRICT))
                .isInstanceOfSatisfying(ScimException.class, e -> {
                    assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_FILTER);
                    assertThat(e.error().detail()).contains("shoeSize").doesNotContain("44");
                });
    }

    private static String find(String filter) {
        return fixture.find(CoreTypes.USER, filter, Mode.TOLERANT).resources().stream()
                .map(user -> user.document().get("userName").asText())
                .map(name -> name.startsWith("Ada") ? "ada" : name)
                .collect(Collectors.joining(" "));
    }
}
