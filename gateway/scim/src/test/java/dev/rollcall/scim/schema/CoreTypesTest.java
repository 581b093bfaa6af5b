package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.filter.AttributePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CoreTypesTest {

    private static final String BASE = "https://id.example.com/scim/v2/d1";

    @Test
    void theUserHasAllAttributesOfTheRfc() {
        assertThat(CoreTypes.USER.schema().attributes())
                .extracting(Attribute::name)
                .containsExactly(
                        "userName",
                        "name",
                        "displayName",
                        "nickName",
                        "profileUrl",
                        "title",
                        "userType",
                        "preferredLanguage",
                        "locale",
                        "timezone",
                        "active",
                        "password",
                        "emails",
                        "phoneNumbers",
                        "ims",
                        "photos",
                        "addresses",
                        "groups",
                        "entitlements",
                        "roles",
                        "x509Certificates");
        assertThat(CoreTypes.COMMON).extracting(Attribute::name).containsExactly("schemas", "id", "externalId", "meta");
    }

    @Test
    void whatIsWrittenForSchemasIsWhatTheCodeEnforces() {
        for (Schema schema : List.of(CoreTypes.USER.schema(), CoreTypes.GROUP.schema(), CoreTypes.ENTERPRISE_USER)) {
            ObjectNode json = SchemaJson.write(schema, BASE);
            assertThat(SchemaJson.read(json)).isEqualTo(schema);
            assertThat(json.at("/meta/location").asText()).isEqualTo(BASE + "/Schemas/" + schema.id());
            json.path("attributes").forEach(CoreTypesTest::assertComplete);
        }
    }

    private static void assertComplete(JsonNode attribute) {
        for (String field : List.of(
                "name",
                "type",
                "multiValued",
                "description",
                "required",
                "caseExact",
                "mutability",
                "returned",
                "uniqueness")) {
            assertThat(attribute.hasNonNull(field))
                    .as("%s of %s", field, attribute)
                    .isTrue();
        }
        assertThat(attribute.path("description").asText()).isNotBlank();
        String type = attribute.path("type").asText();
        assertThat(attribute.has("referenceTypes")).isEqualTo(type.equals("reference"));
        assertThat(attribute.has("subAttributes")).isEqualTo(type.equals("complex"));
        attribute.path("subAttributes").forEach(CoreTypesTest::assertComplete);
    }

    @Test
    void characteristicsThatAreNotGivenHaveTheDefaultsOfTheRfc() {
        Schema schema = SchemaJson.read(json("{\"id\":\"urn:x:y\",\"name\":\"Y\",\"attributes\":[{\"name\":\"a\"}]}"));
        assertThat(schema.attributes())
                .containsExactly(new Attribute(
                        "a",
                        Attribute.Type.STRING,
                        false,
                        "",
                        false,
                        false,
                        Attribute.Mutability.READ_WRITE,
                        Attribute.Returned.DEFAULT,
                        Attribute.Uniqueness.NONE,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Y\"}",
                "{\"id\":\"urn:x:y\",\"name\":\" \"}",
                "{\"id\":\"urn:x:y\",\"name\":\"Y\",\"attributes\":[{}]}",
                "{\"id\":\"urn:x:y\",\"name\":\"Y\",\"attributes\":[{\"name\":\"a\",\"type\":\"text\"}]}",
            })
    void aSchemaThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> SchemaJson.read(json(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resourceTypesNameTheirSchemasAndExtensions() {
        ObjectNode json = ResourceTypeJson.write(CoreTypes.USER, BASE);
        assertThat(json)
                .isEqualTo(json("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ResourceType\"],"
                        + "\"id\":\"User\",\"name\":\"User\",\"endpoint\":\"/Users\",\"description\":\"User Account\","
                        + "\"schema\":\"urn:ietf:params:scim:schemas:core:2.0:User\",\"schemaExtensions\":[{"
                        + "\"schema\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\","
                        + "\"required\":false}],\"meta\":{\"resourceType\":\"ResourceType\","
                        + "\"location\":\"" + BASE + "/ResourceTypes/User\"}}"));
        assertThat(ResourceTypeJson.write(CoreTypes.GROUP, BASE).has("schemaExtensions"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "userName, , userName, ",
        "USERNAME, , userName, ",
        "name.FAMILYNAME, , name, familyName",
        "meta.lastModified, , meta, lastModified",
        "externalid, , externalId, ",
        "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName, , name, givenName",
        "URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:id, , id, ",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value, EnterpriseUser, manager, value",
        "manager.value, EnterpriseUser, manager, value",
    })
    void aPathIsFoundWithAndWithoutUrnInAnyLetterCase(
            String path, String extension, String attribute, String subAttribute) {
        ResourceType.Resolved found = Objects.requireNonNull(CoreTypes.USER.resolve(AttributePath.parse(path)), path);
        assertThat(found.extension() == null ? null : found.extension().name()).isEqualTo(extension);
        assertThat(found.attribute().name()).isEqualTo(attribute);
        assertThat(found.subAttribute() == null ? null : found.subAttribute().name())
                .isEqualTo(subAttribute);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members",
                "userName.x",
                "name.x",
                "urn:ietf:params:scim:schemas:core:2.0:Group:userName",
                "urn:ietf:params:scim:schemas:core:2.0:User:manager",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:userName",
            })
    void whatATypeLacksIsNotFound(String path) {
        assertThat(CoreTypes.USER.resolve(AttributePath.parse(path))).isNull();
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
