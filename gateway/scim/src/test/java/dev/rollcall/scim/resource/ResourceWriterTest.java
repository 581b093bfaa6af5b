package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.SchemaJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceWriterTest {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final ResourceWriter.Meta META = new ResourceWriter.Meta(
            "https://x/Users/7",
            Instant.parse("2030-01-31T12:00:00Z"),
            Instant.parse("2030-02-01T12:00:00.123456Z"),
            "v3");
    private static final ObjectNode DOCUMENT = Json.object("{'" + ENTERPRISE
            + "':{'manager':{'value':'m'},'division':'d'},'emails':[{'type':'work','value':'a@b'},{'display':'x'}],"
            + "'name':{'familyName':'J'},'userName':'j','externalId':'e','groups':[{'value':'g','display':'G'}]}");

    @Test
    void theWholeResourceIsWrittenInTheOrderOfTheSchema() {
        assertThat(write(Projection.DEFAULT).toString())
                .isEqualTo(Json.value("{'schemas':['" + CORE + "','" + ENTERPRISE + "'],'id':'7','externalId':'e',"
                                + "'userName':'j','name':{'familyName':'J'},"
                                + "'emails':[{'type':'work','value':'a@b'},{'display':'x'}],"
                                + "'groups':[{'value':'g','display':'G'}],"
                                + "'" + ENTERPRISE + "':{'division':'d','manager':{'value':'m'}},"
                                + "'meta':{'resourceType':'User','created':'2030-01-31T12:00:00Z',"
                                + "'lastModified':'2030-02-01T12:00:00.123456Z','location':'https://x/Users/7',"
                                + "'version':'v3'}}")
                        .toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName|{'userName':'j'}|",
                "USERNAME,nothing|{'userName':'j'}|",
                "nothing|{}|",
                CORE + ":userName|{'userName':'j'}|",
                "emails.value|{'emails':[{'value':'a@b'}]}|",
                "emails.value,emails|{'emails':[{'type':'work','value':'a@b'},{'display':'x'}]}|",
                "name.givenName|{}|",
                "meta.location|{'meta':{'location':'https://x/Users/7'}}|",
                ENTERPRISE + ":division|{'" + ENTERPRISE + "':{'division':'d'}}|" + ENTERPRISE,
                ENTERPRISE + ":manager.value|{'" + ENTERPRISE + "':{'manager':{'value':'m'}}}|" + ENTERPRISE,
                ENTERPRISE + "|{'" + ENTERPRISE + "':{'division':'d','manager':{'value':'m'}}}|" + ENTERPRISE,
                "password|{}|",
            })
    void attributesAreChosenByName(String attributes, String expected, String extension) {
        ObjectNode answer = Json.object(expected);
        answer.put("id", "7").putArray("schemas").add(CORE);
        if (extension != null) {
            answer.withArray("schemas").add(extension);
        }
        assertThat(write(new Projection(paths(attributes), List.of()))).isEqualTo(answer);
    }

    @Test
    void attributesAreLeftOutByNameButNotThoseReturnedAlways() {
        ObjectNode answer = write(new Projection(
                List.of(), paths("id,schemas,META,emails.type,groups,externalId,name.familyName," + ENTERPRISE)));
        assertThat(answer)
                .isEqualTo(Json.object("{'schemas':['" + CORE
                        + "'],'id':'7','userName':'j','emails':[{'value':'a@b'},{'display':'x'}]}"));
    }

    @Test
    void returnedOnRequestAndNeverAreHonoured() {
        ResourceType type = new ResourceType(
                "User",
                "/Users",
                "",
                CoreTypes.USER.schema(),
                List.of(new ResourceType.Extension(
                        SchemaJson.read(Json.value("{'id':'urn:x:y','name':'Y','attributes':["
                                + "{'name':'asked','returned':'request'},{'name':'secret','returned':'never'},"
                                + "{'name':'badge','type':'complex','subAttributes':[{'name':'no','returned':'always'},"
                                + "{'name':'pin','returned':'request'},{'name':'color'}]}]}")),
                        false)));
        ResourceWriter writer = new ResourceWriter(type);
        ObjectNode document = Json.object(
                "{'userName':'j','urn:x:y':{'asked':'a','secret':'s','badge':{'no':'1','pin':'2','color':'red'}}}");
        assertThat(extension(writer, document, Projection.DEFAULT))
                .isEqualTo(Json.value("{'badge':{'no':'1','color':'red'}}"));
        assertThat(extension(writer, document, new Projection(paths("urn:x:y:asked,urn:x:y:secret"), List.of())))
                .isEqualTo(Json.value("{'asked':'a'}"));
        assertThat(extension(writer, document, new Projection(paths("urn:x:y:badge.color"), List.of())))
                .isEqualTo(Json.value("{'badge':{'no':'1','color':'red'}}"));
        assertThat(extension(writer, document, new Projection(paths("urn:x:y:badge.pin"), List.of())))
                .isEqualTo(Json.value("{'badge':{'no':'1','pin':'2'}}"));
        assertThat(extension(writer, document, new Projection(List.of(), paths("urn:x:y:badge.no"))))
                .isEqualTo(Json.value("{'badge':{'no':'1','color':'red'}}"));
    }

    @Test
    void theDocumentIsNotChanged() {
        ObjectNode before = DOCUMENT.deepCopy();
        write(new Projection(paths("emails.value"), List.of()));
        assertThat(DOCUMENT).isEqualTo(before);
    }

    private static JsonNode extension(ResourceWriter writer, ObjectNode document, Projection projection) {
        return writer.write(document, "7", META, projection).path("urn:x:y");
    }

    private static ObjectNode write(Projection projection) {
        return new ResourceWriter(CoreTypes.USER).write(DOCUMENT, "7", META, projection);
    }

    private static List<AttributePath> paths(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1))
                .map(AttributePath::parse)
                .toList();
    }
}
