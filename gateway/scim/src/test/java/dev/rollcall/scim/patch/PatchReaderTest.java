package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PatchReaderTest {

    private static final String SCHEMAS = "'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],";

    @Test
    void operationsAreReadInOrder() {
        PatchReader.Result result = read(
                "{" + SCHEMAS + "'Operations':[{'op':'Replace','path':'active','value':false},"
                        + "{'op':'REMOVE','path':'emails[type eq \\'work\\']','value':null},"
                        + "{'op':'add','value':{'title':'x'}},{'op':'replace','path':'title','value':null}]}",
                Mode.STRICT);
        assertThat(result.deviations()).isEmpty();
        assertThat(result.request().operations())
                .containsExactly(
                        new PatchOperation(PatchOp.REPLACE, PatchPath.parse("active"), Json.value("false")),
                        new PatchOperation(PatchOp.REMOVE, PatchPath.parse("emails[type eq \"work\"]"), null),
                        new PatchOperation(PatchOp.ADD, null, Json.value("{'title':'x'}")),
                        new PatchOperation(PatchOp.REPLACE, PatchPath.parse("title"), NullNode.instance));
    }

    @Test
    void noOperationIsARequestThatChangesNothingInTolerantMode() {
        String body = "{" + SCHEMAS + "'Operations':[]}";
        PatchReader.Result result = read(body, Mode.TOLERANT);
        assertThat(result.request()).isEqualTo(new PatchRequest(List.of()));
        assertThat(result.deviations()).extracting(it -> it.rule().word()).containsExactly("no-operations");
        assertThat(refusal(body, Mode.STRICT).error().scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
    }

    @Test
    void inTolerantModeValuesWithoutPathAndOperationsArriveInOtherShapes() {
        PatchOperation meant = new PatchOperation(PatchOp.REPLACE, null, Json.value("{'title':'x'}"));
        for (String operation : List.of(
                "[{'op':'replace','value':[{'title':'x'}]}]",
                "[{'op':'replace','path':'','value':'{\\'title\\':\\'x\\'}'}]",
                "{'op':'replace','value':{'title':'x'}}")) {
            String body = "{" + SCHEMAS + "'Operations':" + operation + "}";
            assertThat(read(body, Mode.TOLERANT).request().operations())
                    .as(operation)
                    .containsExactly(meant);
            assertThat(refusal(body, Mode.STRICT)).as(operation).isNotNull();
        }
    }

    @Test
    void tolerantModeReadsOtherLetterCaseAndExtraMembers() {
        String body = "{'id':'x','operations':[{'OP':'add','Path':'title','VALUE':'x','name':'addTitle'}]}";
        PatchReader.Result result = read(body, Mode.TOLERANT);
        assertThat(result.request().operations())
                .containsExactly(new PatchOperation(PatchOp.ADD, PatchPath.parse("title"), Json.value("'x'")));
        assertThat(result.deviations()).extracting(it -> it.rule().word()).containsExactly("missing-schemas");
        assertThat(refusal(body, Mode.STRICT)).hasMessageContaining("schemas");
        assertThat(refusal("{" + SCHEMAS + "'operations':[]}", Mode.STRICT)).hasMessageContaining("Operations");
    }

    @Test
    void inTolerantModeWhatCannotBeReadIsToldAndNothingElseIsLost() {
        String body = "{" + SCHEMAS + "'Operations':[{'op':'Replace','path':'a b','value':'x'},"
                + "{'op':'Replace','path':'emails[type eq \\'work].value','value':'x'},{'op':'Add','path':'title'},"
                + "{'op':'Move','path':'a','from':'b'},{'op':'Add','value':'x'},'x',"
                + "{'op':'Replace','path':'active','value':false}]}";
        PatchReader.Result result = read(body, Mode.TOLERANT);
        assertThat(result.request().operations())
                .containsExactly(new PatchOperation(PatchOp.REPLACE, PatchPath.parse("active"), Json.value("false")));
        assertThat(result.unusable())
                .extracting(e -> e.error().scimType())
                .containsExactly(
                        ScimType.INVALID_PATH,
                        ScimType.INVALID_FILTER,
                        ScimType.INVALID_VALUE,
                        ScimType.INVALID_SYNTAX,
                        ScimType.INVALID_VALUE,
                        ScimType.INVALID_SYNTAX);
        assertThat(refusal(body, Mode.STRICT).error().scimType()).isEqualTo(ScimType.INVALID_PATH);
    }

    @Test
    void onlyBesideADeactivationAnythingIsLeftOut() {
        List<ScimException> unusable = List.of(refusal("{'Operations':[{'op':'add'}]}", Mode.STRICT, SCHEMAS));
        Deviations deviations = new Deviations();
        PatchRequest deactivation =
                new PatchRequest(List.of(new PatchOperation(PatchOp.ADD, null, Json.value("{'active':'False'}"))));
        PatchReader.leaveOut(CoreTypes.USER, deactivation, unusable, deviations);
        assertThat(deviations.list()).extracting(it -> it.rule().word()).containsExactly("beside-deactivation");
        PatchRequest other = new PatchRequest(
                List.of(new PatchOperation(PatchOp.ADD, null, Json.value("{'active':true,'title':'x'}"))));
        assertThat(catchThrowableOfType(
                        ScimException.class, () -> PatchReader.leaveOut(CoreTypes.USER, other, unusable, deviations)))
                .isSameAs(unusable.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfScimOneIsToldWhatWouldBeAccepted(Mode mode) {
        ScimException refused = refusal("{'schemas':['urn:scim:schemas:core:1.0'],'title':'x'}", mode);
        assertThat(refused.error().scimType()).isEqualTo(ScimType.INVALID_VALUE);
        assertThat(refused.error().detail()).contains("SCIM 1.1", "2.0 template");
    }

    @Test
    void inTolerantModeATextInBracketsMayLackItsQuotes() {
        String body = "{" + SCHEMAS + "'Operations':[{'op':'remove','path':'Members[Value EQ 2819c223-7f76]'},"
                + "{'op':'remove','path':'emails[type eq `work` and primary eq True].value'}]}";
        PatchReader.Result result = read(body.replace("`", "\\u0027"), Mode.TOLERANT);
        assertThat(result.request().operations())
                .extracting(operation -> String.valueOf(operation.path()))
                .containsExactly(
                        "Members[Value eq \"2819c223-7f76\"]",
                        "emails[type eq \"work\" and primary eq \"True\"].value");
        assertThat(result.deviations()).extracting(it -> it.rule().word()).containsExactly("unquoted-text");
        assertThat(refusal(body, Mode.STRICT).error().scimType()).isEqualTo(ScimType.INVALID_FILTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|INVALID_SYNTAX|Operations",
                "{}|INVALID_SYNTAX|Operations",
                "{'Operations':{}}|INVALID_SYNTAX|Operations",
                "{'Operations':['x']}|INVALID_SYNTAX|Operations[0] must be an object",
                "{'Operations':[{'path':'a','value':1}]}|INVALID_SYNTAX|Operations[0].op must be add, remove or"
                        + " replace",
                "{'Operations':[{'op':'move','path':'a','value':1}]}|INVALID_SYNTAX|add, remove or replace",
                "{'Operations':[{'op':'add','path':5,'value':1}]}|INVALID_PATH|path must be a string",
                "{'Operations':[{'op':'add','path':'a b','value':1}]}|INVALID_PATH|Operations[0]: The path is not"
                        + " valid",
                "{'Operations':[{'op':'add','path':'a[b eq c d]','value':1}]}|INVALID_FILTER|closes the value filter",
                "{'Operations':[{'op':'add','path':'a'}]}|INVALID_VALUE|must have a value",
                "{'Operations':[{'op':'replace'}]}|INVALID_VALUE|must have a value",
                "{'Operations':[{'op':'add','value':'x'}]}|INVALID_VALUE|object of attributes",
                "{'Operations':[{'op':'remove'}]}|NO_TARGET|no path",
                "{'Operations':[{'op':'remove','path':null,'value':{}}]}|NO_TARGET|no path",
            })
    void whatIsNoPatchIsRefused(String body, ScimType type, String detail) {
        ScimException e = refusal(body, Mode.TOLERANT);
        assertThat(e.error().scimType()).isEqualTo(type);
        assertThat(e.error().detail()).contains(detail);
    }

    private static ScimException refusal(String body, Mode mode, String schemas) {
        return refusal(body.replaceFirst("\\{", "{" + schemas), mode);
    }

    /** Of a body, or in tolerant mode of the operation that cannot be read. */
    private static ScimException refusal(String body, Mode mode) {
        return catchThrowableOfType(ScimException.class, () -> {
            PatchReader.Result result = read(body, mode);
            if (!result.unusable().isEmpty()) {
                throw result.unusable().get(0);
            }
        });
    }

    private static PatchReader.Result read(String body, Mode mode) {
        return PatchReader.read(Json.value(body), mode);
    }
}
