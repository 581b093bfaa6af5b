package dev.rollcall.scim.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.SchemaJson;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ResourceReaderTest {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Test
    void namesAndUrnsGetTheSpellingOfTheSchema() {
        assertThat(canonical("{'USERNAME':'J','Name':{'GIVENNAME':'Jo'},'" + ENTERPRISE.toUpperCase(Locale.ROOT)
                        + "':{'COSTCENTER':'7'}}"))
                .isEqualTo(Json.object(
                        "{'userName':'J','name':{'givenName':'Jo'},'" + ENTERPRISE + "':{'costCenter':'7'}}"));
    }

    @Test
    void whatIsUnassignedIsLeftOut() {
        assertThat(canonical("{'userName':'j','title':null,'emails':[],'phoneNumbers':[null,{}],'name':{},"
                        + "'addresses':[{'region':null}],'" + ENTERPRISE + "':{'division':null}}"))
                .isEqualTo(Json.object("{'userName':'j'}"));
    }

    @Test
    void readOnlyAttributesAreDroppedInSilence() {
        String body = "{'schemas':['" + CORE + "','" + ENTERPRISE + "'],'id':'x','meta':{'version':'9'},'groups':5,"
                + "'userName':'j','" + ENTERPRISE
                + "':{'manager':{'value':'m','$ref':'../Users/m','displayName':'Boss'}}}";
        ResourceReader.Result result = ResourceReader.read(CoreTypes.USER, Json.value(body), Mode.STRICT);
        assertThat(result.resource())
                .isEqualTo(Json.object("{'userName':'j','" + ENTERPRISE + "':{'manager':{'value':'m'}}}"));
        assertThat(result.deviations()).isEmpty();
    }

    @Test
    void thePasswordLeavesNoTrace() {
        assertThat(canonical("{'userName':'j','password':'hunter2'}").toString())
                .doesNotContain("password", "hunter2");
    }

    @Test
    void membersKeepTheirValueAndTypeOnceEach() {
        ObjectNode group = ResourceReader.read(
                        CoreTypes.GROUP,
                        Json.value("{'displayName':'g','members':[{'value':'a','display':'Ann','$ref':null},"
                                + "{'value':'b','type':'user'},{'value':'a','type':'User'},{'value':'A'}]}"),
                        Mode.TOLERANT)
                .resource();
        assertThat(group)
                .isEqualTo(Json.object("{'displayName':'g','members':[{'value':'a'},{'value':'b','type':'User'},"
                        + "{'value':'A'}]}"));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfScimOneIsToldWhatWouldBeAccepted(Mode mode) {
        ScimException refused = catchThrowableOfType(
                ScimException.class,
                () -> ResourceReader.read(
                        CoreTypes.USER, Json.value("{'schemas':['urn:scim:schemas:core:1.0'],'userName':'j'}"), mode));
        assertThat(refused.error().scimType()).isEqualTo(ScimType.INVALID_VALUE);
        assertThat(refused.error().detail()).contains("SCIM 1.1", "2.0 template");
    }

    @Test
    void theBodyIsNotChanged() {
        ObjectNode body =
                Json.object("{'userName':'j','emails':[{'value':'a','primary':true},{'value':'b','primary':true}]}");
        ObjectNode before = body.deepCopy();
        assertThat(ResourceReader.read(CoreTypes.USER, body, Mode.TOLERANT).resource())
                .isEqualTo(Json.object(
                        "{'userName':'j','emails':[{'value':'a','primary':true},{'value':'b','primary':false}]}"));
        assertThat(body).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'userName':'j'}|missing-schemas|inferred",
                "{'schemas':'x','userName':'j'}|missing-schemas|inferred",
                "{'schemas':['urn:x:y'],'userName':'j'}|unknown-schema|ignored",
                "{'schemas':['" + CORE + "'],'userName':'j','shoeSize':5}|unknown-attribute|\"shoeSize\"",
                "{'schemas':['" + CORE + "'],'userName':'j','urn:x:y':{}}|unknown-attribute|\"urn:x:y\"",
                "{'schemas':['" + CORE + "'],'userName':'j','emails':[{'mail':'x','value':'y'}]}"
                        + "|unknown-attribute|\"emails.mail\"",
                "{'schemas':['" + CORE + "'],'userName':'j','emails':{'value':'y'}}|single-value|emails is a list",
                "{'schemas':['" + CORE + "'],'userName':'j','roles':[{'primary':true},{'primary':true}]}"
                        + "|several-primaries|roles",
            })
    void whatIsToleratedIsReportedAndStrictlyRefused(String body, String rule, String detail) {
        List<Deviation> deviations = ResourceReader.read(CoreTypes.USER, Json.value(body), Mode.TOLERANT)
                .deviations();
        assertThat(deviations).singleElement().satisfies(deviation -> {
            assertThat(deviation.rule().word()).isEqualTo(rule);
            assertThat(deviation.detail()).contains(detail);
        });
        assertThat(refusal(CoreTypes.USER, body, Mode.STRICT).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|INVALID_SYNTAX|JSON object",
                "{}|INVALID_VALUE|userName is required",
                "{'userName':''}|INVALID_VALUE|userName is required",
                "{'userName':null}|INVALID_VALUE|userName is required",
                "{'userName':5}|INVALID_VALUE|userName must be a string; a number was sent",
                "{'userName':'j','USERNAME':'k'}|INVALID_SYNTAX|userName appears twice",
                "{'userName':'j','name':{'givenName':'a','GivenName':'b'}}|INVALID_SYNTAX|name.givenName appears twice",
                "{'userName':'j','name':'Jo'}|INVALID_VALUE|name must be an object; a string was sent",
                "{'userName':'j','active':'true'}|INVALID_VALUE|active must be a boolean, true or false; a string",
                "{'userName':'j','emails':[{},{'primary':'x'}]}|INVALID_VALUE|emails[1].primary must be a boolean",
                "{'userName':'j','emails':['a@b']}|INVALID_VALUE|emails[0] must be an object",
                "{'userName':'j','title':['x']}|INVALID_VALUE|title must be a string; a list",
                "{'userName':'a\\u0000b'}|INVALID_VALUE|userName contains the character U+0000",
                "{'userName':'a\\ud800b'}|INVALID_VALUE|surrogate",
                "{'userName':'j','x509Certificates':[{'value':'*'}]}|INVALID_VALUE|x509Certificates[0].value must be"
                        + " base64",
                "{'userName':'j','" + ENTERPRISE + "':[]}|INVALID_VALUE|must be an object; a list",
                "{'userName':'j','" + ENTERPRISE + "':{'manager':5}}|INVALID_VALUE|2.0:User:manager must be an object",
            })
    void whatIsWrongIsRefusedInBothModes(String body, ScimType type, String detail) {
        ScimError error = refusal(CoreTypes.USER, body, Mode.TOLERANT);
        assertThat(error.scimType()).isEqualTo(type);
        assertThat(error.detail()).contains(detail);
        String strictBody = body.startsWith("{")
                ? body.replaceFirst("\\{", "{'schemas':['" + CORE + "','" + ENTERPRISE + "'],")
                : body;
        assertThat(refusal(CoreTypes.USER, strictBody.replace(",}", "}"), Mode.STRICT))
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'members':[]}|displayName is required",
                "{'displayName':'g','members':[{'display':'x'},{}]}|none of them has a value",
                "{'displayName':'  ','members':[]}|displayName is required",
                "{'displayName':'g','members':[{'value':'x','type':'Robot'}]}|members[0].type must be one of: User,"
                        + " Group",
                "{'displayName':'g','members':['x']}|members[0] must be an object",
            })
    void groupsAndMembersAreCheckedToo(String body, String detail) {
        assertThat(refusal(CoreTypes.GROUP, body, Mode.TOLERANT).detail()).contains(detail);
    }

    @Test
    void numbersAndTimesOfAnExtensionAreChecked() {
        ResourceType type = withExtension(
                "[{'name':'level','type':'integer'},{'name':'share','type':'decimal'},"
                        + "{'name':'hired','type':'dateTime'},{'name':'tags','multiValued':true},{'name':'badge','required':true}]");
        String good =
                "{'level':9007199254740993,'share':1.5,'hired':'2030-01-31T12:00:00+02:00','tags':['a','b'],'badge':'1'}";
        assertThat(read(type, "{'userName':'j','urn:x:y':" + good + "}"))
                .isEqualTo(Json.object("{'userName':'j','urn:x:y':" + good + "}"));
        for (String bad : List.of(
                "'level':1.0",
                "'level':99999999999999999999",
                "'share':1e999",
                "'share':'1'",
                "'hired':'2030-01-31'",
                "'hired':'2030-01-31T12:00:00'",
                "'tags':[5]",
                "'level':1")) {
            assertThat(refusal(type, "{'userName':'j','urn:x:y':{" + bad + "}}", Mode.TOLERANT)
                            .scimType())
                    .as(bad)
                    .isEqualTo(ScimType.INVALID_VALUE);
        }
        assertThat(refusal(type, "{'userName':'j'}", Mode.TOLERANT).detail()).contains("urn:x:y is required");
    }

    @Test
    void aListOfAPersonIsBounded() {
        String many = "{'value':'x'},".repeat(ValueLimits.VALUES) + "{}";
        assertThat(refusal(CoreTypes.USER, "{'userName':'j','roles':[" + many + "]}", Mode.TOLERANT)
                        .detail())
                .contains("roles has 501 values; at most 500 are stored");
        assertThat(read(CoreTypes.GROUP, "{'displayName':'g','members':[" + many.replace("{}", "{'value':'y'}") + "]}")
                        .path("members"))
                .hasSize(2);
    }

    @Test
    void strictWantsTheSchemasOfAllAttributes() {
        assertThat(refusal(
                                CoreTypes.USER,
                                "{'schemas':['" + CORE + "'],'userName':'j','" + ENTERPRISE + "':{'division':'x'}}",
                                Mode.STRICT)
                        .detail())
                .contains("schemas must contain " + ENTERPRISE);
        assertThat(refusal(CoreTypes.USER, "{'schemas':['" + ENTERPRISE + "'],'userName':'j'}", Mode.STRICT)
                        .scimType())
                .isEqualTo(ScimType.INVALID_SYNTAX);
    }

    private static ResourceType withExtension(String attributes) {
        return new ResourceType(
                "User",
                "/Users",
                "",
                CoreTypes.USER.schema(),
                List.of(new ResourceType.Extension(
                        SchemaJson.read(Json.value("{'id':'urn:x:y','name':'Y','attributes':" + attributes + "}")),
                        true)));
    }

    private static ObjectNode canonical(String body) {
        return read(CoreTypes.USER, body);
    }

    private static ObjectNode read(ResourceType type, String body) {
        return ResourceReader.read(type, Json.value(body), Mode.TOLERANT).resource();
    }

    private static ScimError refusal(ResourceType type, String body, Mode mode) {
        ScimException e =
                catchThrowableOfType(ScimException.class, () -> ResourceReader.read(type, Json.value(body), mode));
        assertThat(e).as(body).isNotNull();
        return e.error();
    }
}
