package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.SchemaJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatchApplierTest {

    private static final String E = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final ObjectNode USER =
            Json.object("{'userName':'j','title':'Dr','name':{'givenName':'Jo','familyName':'Ja'},"
                    + "'emails':[{'value':'w@x','type':'work','primary':true},{'value':'h@x','type':'home'}],"
                    + "'" + E + "':{'division':'d','manager':{'value':'m'}}}");

    /** Each row: operations, then what the attribute named third is afterwards ("" for absent). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add title = 'Prof'|title|'Prof'",
                "replace TITLE = 'Prof'|title|'Prof'",
                "replace nickName = 'J'|nickName|'J'",
                "replace title = null|title|",
                "remove title|title|",
                "remove title = 'other'|title|",
                "remove nickName|nickName|",
                "replace name.givenName = 'Al'|name|{'givenName':'Al','familyName':'Ja'}",
                "replace name = {'givenName':'Al'}|name|{'givenName':'Al','familyName':'Ja'}",
                "add name = {'MIDDLENAME':'Q','givenName':null}|name|{'familyName':'Ja','middleName':'Q'}",
                "remove name.givenName|name|{'familyName':'Ja'}",
                "remove name|name|",
                "add phoneNumbers = {'value':'1'}|phoneNumbers|[{'value':'1'}]",
                "add phoneNumbers = [{'value':'1'},{'value':'1','type':'fax'}]|phoneNumbers"
                        + "|[{'value':'1'},{'value':'1','type':'fax'}]",
                "add emails ="
                        + " [{'value':'h@x','type':'home','display':'H'}]|emails|[{'value':'w@x','type':'work','primary':true},"
                        + "{'value':'h@x','type':'home','display':'H'}]",
                "add emails = [{'value':'n@x','primary':true}]|emails|[{'value':'w@x','type':'work','primary':false},"
                        + "{'value':'h@x','type':'home'},{'value':'n@x','primary':true}]",
                "replace emails[type eq 'home'].primary = true|emails"
                        + "|[{'value':'w@x','type':'work','primary':false},{'value':'h@x','type':'home','primary':true}]",
                "replace emails = [{'value':'n@x'}]|emails|[{'value':'n@x'}]",
                "replace emails = []|emails|",
                "replace emails = null|emails|",
                "remove emails|emails|",
                "remove emails = [{'value':'w@x'}]|emails|[{'value':'h@x','type':'home'}]",
                "remove emails = [{'value':'W@X','display':null},'H@x']|emails|",
                "remove emails = {'type':'home'}|emails|[{'value':'w@x','type':'work','primary':true}]",
                "remove emails ="
                        + " []|emails|[{'value':'w@x','type':'work','primary':true},{'value':'h@x','type':'home'}]",
                "remove emails[type eq 'HOME']|emails|[{'value':'w@x','type':'work','primary':true}]",
                "remove emails[type pr]|emails|",
                "remove emails[not (type eq 'work') and value co '@' or value sw 'zz']|emails"
                        + "|[{'value':'w@x','type':'work','primary':true}]",
                "remove emails[primary eq false]|emails|[{'value':'w@x','type':'work','primary':true}]",
                "replace emails[type eq 'work'].value = 'n@x'|emails"
                        + "|[{'value':'n@x','type':'work','primary':true},{'value':'h@x','type':'home'}]",
                "replace emails[value pr].display ="
                        + " 'D'|emails|[{'value':'w@x','type':'work','primary':true,'display':'D'},"
                        + "{'value':'h@x','type':'home','display':'D'}]",
                "replace emails.display = 'D'|emails|[{'value':'w@x','type':'work','primary':true,'display':'D'},"
                        + "{'value':'h@x','type':'home','display':'D'}]",
                "add emails[type eq 'work'] = {'display':'D'}|emails"
                        + "|[{'value':'w@x','type':'work','primary':true,'display':'D'},{'value':'h@x','type':'home'}]",
                "remove emails[type eq 'home'].type|emails"
                        + "|[{'value':'w@x','type':'work','primary':true},{'value':'h@x'}]",
                "add " + E + ":division = 'n'|" + E + "|{'division':'n','manager':{'value':'m'}}",
                "remove " + E + ":manager|" + E + "|{'division':'d'}",
                "replace " + E + ":manager.value = 'n'|" + E + "|{'division':'d','manager':{'value':'n'}}",
                "remove " + E + ":manager.value|" + E + "|{'division':'d'}",
                "remove " + E + "|" + E + "|",
                "add " + E + " = {'costCenter':'7'}|" + E
                        + "|{'division':'d','manager':{'value':'m'},'costCenter':'7'}",
                "add = {'Title':'Prof'}|title|'Prof'",
                "replace = {'" + E + "':{'division':null}}|" + E + "|{'manager':{'value':'m'}}",
                "replace = {'name':{'givenName':'Al'}}|name|{'givenName':'Al','familyName':'Ja'}",
                "replace urn:ietf:params:scim:schemas:core:2.0:User:title = 'Prof'|title|'Prof'",
                "replace urn:ietf:params:scim:schemas:core:2.0:User = {'title':'Prof'}|title|'Prof'",
            })
    void operationsOfTheRfc(String line, String attribute, String expected) {
        for (Mode mode : Mode.values()) {
            PatchApplier.Result result = apply(line, mode);
            assertThat(result.resource().get(attribute)).isEqualTo(expected == null ? null : Json.value(expected));
            assertThat(result.deviations()).isEmpty();
            ObjectNode others = result.resource().deepCopy();
            others.remove(attribute);
            ObjectNode before = USER.deepCopy();
            before.remove(attribute);
            assertThat(others).isEqualTo(before);
        }
    }

    /** Each row: an operation, the attribute named next afterwards, and the rules of what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replace emails[type eq 'work'] = {'value':'n@x'}|emails"
                        + "|[{'value':'n@x','type':'work'},{'value':'h@x','type':'home'}]|",
                "add emails[type eq 'fax'] = {'value':'x'}|emails|[{'value':'w@x','type':'work','primary':true},"
                        + "{'value':'h@x','type':'home'},{'type':'fax','value':'x'}]|",
                "add emails = {'value':'h@x','display':'H'}|emails|[{'value':'w@x','type':'work','primary':true},"
                        + "{'value':'h@x','type':'home','display':'H'}]|",
                "remove emails ="
                        + " {'value':'h@x','display':'other'}|emails|[{'value':'w@x','type':'work','primary':true}]|",
                "remove " + E + ":manager[value eq 'm']|" + E + "|{'division':'d'}|",
                "remove " + E + ":manager[value eq 'x']|" + E + "|{'division':'d','manager':{'value':'m'}}|",
                "replace " + E + ":manager[value eq 'm'].value = 'n'|" + E
                        + "|{'division':'d','manager':{'value':'n'}}|",
                "replace name[givenName eq 'Jo'].familyName = 'x'|name|{'givenName':'Jo','familyName':'x'}|",
                "replace id = 'x'|id||read-only",
                "add groups = [{'value':'g'}]|groups||read-only",
                "replace meta.version = 'x'|meta||read-only",
                "replace " + E + ":manager.displayName = 'x'|" + E
                        + "|{'division':'d','manager':{'value':'m'}}|read-only",
                "add schemas = ['urn:x:y']|schemas||read-only",
                "replace password = 'secret'|password||not-kept",
                "replace emails = [null,{'value':'n@x'}]|emails|[{'value':'n@x'}]|empty-element",
                "replace emails = [{'value':'n@x'},{'value':'n@x','primary':true}]|emails"
                        + "|[{'value':'n@x','primary':true}]|repeated-element",
            })
    void whatTolerantModeMakesOfIt(String line, String attribute, String expected, String rule) {
        PatchApplier.Result result = apply(line, Mode.TOLERANT);
        assertThat(result.resource().get(attribute)).isEqualTo(expected == null ? null : Json.value(expected));
        assertThat(result.deviations())
                .extracting(it -> it.rule().word())
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replace id = 'x'|MUTABILITY|id is read-only",
                "add groups = [{'value':'g'}]|MUTABILITY|groups is read-only",
                "replace meta.version = 'x'|MUTABILITY|meta is read-only",
                "replace " + E + ":manager.displayName = 'x'|MUTABILITY|manager.displayName is read-only",
                "add emails[type eq 'fax'] = {'value':'x'}|NO_TARGET|matches none",
                "remove emails[type eq 'fax']|NO_TARGET|matches none",
                "remove emails[type eq 'fax'].display|NO_TARGET|matches none",
                "remove phoneNumbers[type eq 'work']|NO_TARGET|matches none",
                "replace name[givenName eq 'Jo'].familyName = 'x'|INVALID_PATH|cannot have a filter",
                "add emails = [null]|INVALID_VALUE|emails[0] must not be null",
            })
    void whatOnlyStrictModeRefuses(String line, ScimType type, String detail) {
        ScimError error = refusal(CoreTypes.USER, USER, Patches.of(line), Mode.STRICT);
        assertThat(error.scimType()).isEqualTo(type);
        assertThat(error.detail()).contains(detail);
        assertThat(apply(line, Mode.TOLERANT)).isNotNull();
    }

    @Test
    void laterOperationsSeeWhatEarlierOnesDid() {
        assertThat(apply("""
            add phoneNumbers = [{'type':'work','value':'1'}]
            replace phoneNumbers[type eq 'work'].value = '2'
            remove phoneNumbers[value eq '1']\
            """, Mode.TOLERANT).resource().get("phoneNumbers"))
                .isEqualTo(Json.value("[{'type':'work','value':'2'}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add emails = [{'value':'h@x','type':'home'}]",
                "replace emails[type eq 'work'].primary = true",
                "replace title = 'Dr'",
                "remove nickName",
                "replace = {}",
                "add title = 'x'\nreplace title = 'Dr'",
                "add password = 'x'",
            })
    void whatChangesNothingSaysSo(String lines) {
        PatchApplier.Result result = apply(lines, Mode.STRICT);
        assertThat(result.changed()).isFalse();
        assertThat(result.resource()).isEqualTo(USER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replace title = 7",
                "replace emails[type eq 'work'].primary = 'maybe'",
                "replace emails[value sw 'q'].display = 'x'",
                "replace emails[primary gt 'x'].display = 'x'",
                "replace userName = null",
                "remove userName",
                "replace name = 'Ada L'",
                "remove groups",
                "replace = {'title':7,'nickName':{}}",
                "add " + E + " = 'x'",
            })
    void inTolerantModeADeactivationCountsWhateverStandsBesideIt(String other) {
        String lines = "replace nickName = 'J'\n" + other + "\nreplace active = false";
        PatchApplier.Result result = apply(lines, Mode.TOLERANT);
        assertThat(result.resource())
                .isEqualTo(USER.deepCopy().put("nickName", "J").put("active", false));
        assertThat(result.deviations())
                .isNotEmpty()
                .extracting(it -> it.rule().word())
                .containsOnly("beside-deactivation");
        assertThat(catchThrowableOfType(ScimException.class, () -> apply(lines, Mode.STRICT)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        ScimException.class, () -> apply(lines.replace("false", "true"), Mode.TOLERANT)))
                .isNotNull();
    }

    @Test
    void aDeactivationThatIsTakenBackLeavesNothingOut() {
        assertThat(apply("replace = {'title':'x','active':' False'}", Mode.TOLERANT)
                        .resource())
                .isEqualTo(USER.deepCopy().put("title", "x").put("active", false));
        assertThat(catchThrowableOfType(
                        ScimException.class,
                        () -> apply("replace active = false\nreplace title = 7\nreplace active = true", Mode.TOLERANT)))
                .hasMessageContaining("title");
    }

    @Test
    void aChangeSaysSoAndLeavesTheInputAlone() {
        ObjectNode before = USER.deepCopy();
        PatchApplier.Result result =
                apply("replace emails[type eq 'work'].value = 'n'\nremove name.givenName", Mode.STRICT);
        assertThat(result.changed()).isTrue();
        assertThat(USER).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "remove userName|MUTABILITY|userName is required",
                "replace userName = null|INVALID_VALUE|userName is required",
                "replace userName = ''|INVALID_VALUE|userName is required",
                "remove groups[value eq 'g']|MUTABILITY|groups is read-only",
                "remove active|MUTABILITY|Replace it with true or false",
                "replace active = null|MUTABILITY|Replace it with true or false",
                "replace = {'active':null}|MUTABILITY|Replace it with true or false",
                "remove schemas|MUTABILITY|schemas is derived from the attributes",
                "remove meta|MUTABILITY|meta is read-only",
                "replace userName = '  '|INVALID_VALUE|userName is required",
                "replace active = 'true'|INVALID_VALUE|active must be a boolean",
                "add emails = ['x']|INVALID_VALUE|emails[0] must be an object",
                "replace name = 'x'|INVALID_VALUE|name must be an object",
                "replace emails[type eq 'fax'].value = 'x'|NO_TARGET|matches none of the emails",
                "remove emails[primary gt true]|INVALID_FILTER|gt does not suit primary",
                "remove emails[primary eq 'true']|INVALID_FILTER|without quotes",
                "add " + E + " = 'x'|INVALID_VALUE|must be an object",
            })
    void whatCannotBeDoneIsRefusedAsAWhole(String lines, ScimType type, String detail) {
        for (Mode mode : Mode.values()) {
            ScimError error = refusal(CoreTypes.USER, USER, Patches.of(lines), mode);
            assertThat(error.status()).isEqualTo(400);
            assertThat(error.scimType()).isEqualTo(type);
            assertThat(error.detail()).contains(detail);
        }
    }

    @Test
    void oneOperationThatFailsUndoesThoseBeforeIt() {
        PatchRequest patch = new PatchRequest(List.of(
                new PatchOperation(PatchOp.ADD, PatchPath.parse("title"), Json.value("'x'")),
                new PatchOperation(PatchOp.REMOVE, PatchPath.parse("emails"), null),
                new PatchOperation(PatchOp.REPLACE, PatchPath.parse("userName"), Json.value("5"))));
        assertThat(refusal(CoreTypes.USER, USER, patch, Mode.STRICT).detail()).contains("userName must be a string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replace shoeSize = 5|INVALID_PATH|unknown-attribute|\"shoeSize\"",
                "replace urn:x:y:z = 5|INVALID_PATH|unknown-attribute|\"urn:x:y:z\"",
                "replace emails[x eq 5].value = 'x'|INVALID_FILTER|unknown-attribute|\"emails.x\"",
                "replace = {'shoeSize':5}|INVALID_SYNTAX|unknown-attribute|\"shoeSize\"",
                "replace = {'urn:x:y':{}}|INVALID_SYNTAX|unknown-attribute|\"urn:x:y\"",
                "replace = {'" + E + "':{'shoeSize':5}}|INVALID_SYNTAX|unknown-attribute|shoeSize",
                "add name = {'shoeSize':5}|INVALID_SYNTAX|unknown-attribute|\"name.shoeSize\"",
                "replace emails = {'value':'x'}|INVALID_VALUE|single-value|emails",
                "replace emails = [{'primary':true},{'primary':true}]|INVALID_VALUE|several-primaries|emails",
                "replace division = 'x'|INVALID_PATH|missing-urn|division",
            })
    void whatIsToleratedIsReportedAndStrictlyRefused(String line, ScimType type, String rule, String detail) {
        assertThat(apply(line, Mode.TOLERANT).deviations()).singleElement().satisfies(deviation -> {
            assertThat(deviation.rule().word()).isEqualTo(rule);
            assertThat(deviation.detail()).contains(detail);
        });
        assertThat(refusal(CoreTypes.USER, USER, Patches.of(line), Mode.STRICT).scimType())
                .isEqualTo(type);
    }

    @Test
    void readOnlyAttributesInAPathlessValueAreIgnoredInTolerantMode() {
        String line = "replace = {'id':'x','groups':[],'meta':{},'schemas':[],'title':'Prof'}";
        PatchApplier.Result result = apply(line, Mode.TOLERANT);
        assertThat(result.deviations())
                .hasSize(4)
                .extracting(it -> it.rule().word())
                .containsOnly("read-only");
        assertThat(result.resource()).isEqualTo(USER.deepCopy().put("title", "Prof"));
        assertThat(refusal(CoreTypes.USER, USER, Patches.of(line), Mode.STRICT).scimType())
                .isEqualTo(ScimType.MUTABILITY);
    }

    @Test
    void anUnmatchedFilterCreatesTheElementWhenAQuirkAsksForIt() {
        PatchRequest patch = Patches.of("""
            replace addresses[type eq 'work' and primary eq true].locality = 'Ulm'
            add addresses[type eq 'work'].country = 'DE'
            add phoneNumbers[type eq 'fax'] = {'value':'1'}
            remove ims[type eq 'icq'].value\
            """, Unmatched.CREATE);
        ObjectNode expected = USER.deepCopy();
        expected.set("addresses", Json.value("[{'type':'work','primary':true,'locality':'Ulm','country':'DE'}]"));
        expected.set("phoneNumbers", Json.value("[{'type':'fax','value':'1'}]"));
        assertThat(PatchApplier.apply(CoreTypes.USER, USER, patch, Mode.TOLERANT)
                        .resource())
                .isEqualTo(expected);
        assertThat(refusal(
                                CoreTypes.USER,
                                USER,
                                Patches.of("add ims[type eq 'icq' or type eq 'aim'].value = 'x'", Unmatched.CREATE),
                                Mode.TOLERANT)
                        .scimType())
                .isEqualTo(ScimType.NO_TARGET);
    }

    /** Nothing is said about such an element by the RFC, so a strict directory keeps it. */
    @Test
    void anElementThatKeepsNothingButItsLabelsIsLeftOutInTolerantMode() {
        String lines = """
            remove emails[type eq 'work'].value
            replace emails[type eq 'home'].value = null\
            """;
        assertThat(apply(lines, Mode.TOLERANT).resource().has("emails")).isFalse();
        assertThat(apply(lines, Mode.STRICT).resource().path("emails"))
                .isEqualTo(Json.value("[{'type':'work','primary':true},{'type':'home'}]"));
        assertThat(apply("remove emails[type eq 'work'].primary", Mode.TOLERANT)
                        .resource()
                        .path("emails"))
                .isEqualTo(Json.value("[{'value':'w@x','type':'work'},{'value':'h@x','type':'home'}]"));
    }

    @Test
    void anImmutableAttributeMayBeFilledOnce() {
        ResourceType type = new ResourceType(
                "User",
                "/Users",
                "",
                CoreTypes.USER.schema(),
                List.of(new ResourceType.Extension(
                        SchemaJson.read(Json.value("{'id':'urn:x:y','name':'Y','attributes':["
                                + "{'name':'badge','mutability':'immutable'},{'name':'tags','multiValued':true}]}")),
                        false)));
        ObjectNode user = Json.object("{'userName':'j'}");
        ObjectNode filled = PatchApplier.apply(type, user, Patches.of("add urn:x:y:badge = '1'"), Mode.STRICT)
                .resource();
        assertThat(PatchApplier.apply(type, filled, Patches.of("replace urn:x:y:badge = '1'"), Mode.STRICT)
                        .changed())
                .isFalse();
        for (String line : List.of("add urn:x:y:badge = '2'", "remove urn:x:y:badge", "remove urn:x:y")) {
            assertThat(refusal(type, filled, Patches.of(line), Mode.STRICT).scimType())
                    .as(line)
                    .isEqualTo(ScimType.MUTABILITY);
        }
        assertThat(PatchApplier.apply(
                                type,
                                user,
                                Patches.of("add urn:x:y:tags = ['a','b','a']\nremove urn:x:y:tags[value sw 'B']"),
                                Mode.STRICT)
                        .resource())
                .isEqualTo(Json.object("{'userName':'j','urn:x:y':{'tags':['a']}}"));
    }

    @Test
    void membersInADocumentAreNeverChangedInside() {
        ObjectNode group = Json.object("{'displayName':'g','members':[{'value':'a'},{'value':'b'}]}");
        assertThat(PatchApplier.apply(CoreTypes.GROUP, group, Patches.of("""
            add members = [{'value':'a','type':'User'},{'value':'c'}]
            remove members = [{'value':'b'},'x']\
            """), Mode.STRICT)
                        .resource())
                .isEqualTo(Json.object("{'displayName':'g','members':[{'value':'a'},{'value':'c'}]}"));
        for (String line : List.of(
                "replace members[value eq 'a'].value = 'c'",
                "replace members[value eq 'a'] = {'value':'c'}",
                "remove members[value eq 'a'].value")) {
            assertThat(refusal(CoreTypes.GROUP, group, Patches.of(line), Mode.TOLERANT)
                            .scimType())
                    .as(line)
                    .isEqualTo(ScimType.MUTABILITY);
        }
    }

    private static PatchApplier.Result apply(String lines, Mode mode) {
        return PatchApplier.apply(CoreTypes.USER, USER, Patches.of(lines), mode);
    }

    private static ScimError refusal(ResourceType type, ObjectNode current, PatchRequest patch, Mode mode) {
        ObjectNode before = current.deepCopy();
        ScimException e =
                catchThrowableOfType(ScimException.class, () -> PatchApplier.apply(type, current, patch, mode));
        assertThat(e).as("%s", patch).isNotNull();
        assertThat(current).isEqualTo(before);
        return e.error();
    }
}
