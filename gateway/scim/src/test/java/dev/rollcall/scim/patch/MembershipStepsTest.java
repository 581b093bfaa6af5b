package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.MembershipStep.Add;
import dev.rollcall.scim.patch.MembershipStep.Attributes;
import dev.rollcall.scim.patch.MembershipStep.MemberRef;
import dev.rollcall.scim.patch.MembershipStep.Remove;
import dev.rollcall.scim.patch.MembershipStep.RemoveMatching;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MembershipStepsTest {

    private static final MemberRef A = new MemberRef("a", null);
    private static final MemberRef B = new MemberRef("b", "Group");

    @Test
    void stepsStandInTheOrderOfTheRequest() {
        assertThat(steps("""
            add displayName = 'x'
            replace externalId = 'y'
            add members = [{'value':'a'}]
            remove members[value eq 'b']
            replace displayName = 'z'\
            """))
                .containsExactly(
                        new Attributes(Patches.of("add displayName = 'x'\nreplace externalId = 'y'")),
                        new Add(List.of(A)),
                        new Remove(List.of("b")),
                        new Attributes(Patches.of("replace displayName = 'z'")));
    }

    @Test
    void membersAreReadFromListsAndObjects() {
        assertThat(steps("add members = [{'value':'a','display':'Ann','$ref':null},{'value':'b','type':'group'},"
                        + "{'value':'a'}]"))
                .containsExactly(new Add(List.of(A, B)));
        assertThat(steps("add MEMBERS = {'value':'a'}")).containsExactly(new Add(List.of(A)));
        assertThat(steps("add urn:ietf:params:scim:schemas:core:2.0:Group:members = [{'value':'a'}]"))
                .containsExactly(new Add(List.of(A)));
        assertThat(steps("replace members = {'value':'a'}")).containsExactly(new MembershipStep.Set(List.of(A)));
        assertThat(steps("replace members = []")).containsExactly(new MembershipStep.Set(List.of()));
        assertThat(steps("replace members = null")).containsExactly(new MembershipStep.Set(List.of()));
    }

    @Test
    void removalTakesExactlyThoseThatAreNamed() {
        assertThat(steps("remove members = [{'$ref':null,'value':'a'},{'value':'c'}]"))
                .containsExactly(new Remove(List.of("a", "c")));
        assertThat(steps("remove members = []")).containsExactly(new Remove(List.of()));
        assertThat(steps("remove members[value eq 'a' or value eq 'c']"))
                .containsExactly(new Remove(List.of("a", "c")));
        assertThat(steps("remove members[type eq 'Group']"))
                .containsExactly(new RemoveMatching(Filter.parse("type eq \"Group\"")));
        assertThat(steps("remove members")).containsExactly(new MembershipStep.Set(List.of()));
    }

    @Test
    void aPathlessValueIsTakenApart() {
        assertThat(steps("replace = {'id':'1','Members':[{'value':'a'}],'displayName':'x'}"))
                .containsExactly(
                        new Attributes(Patches.of("replace = {'id':'1','displayName':'x'}")),
                        new MembershipStep.Set(List.of(A)));
        assertThat(steps("add = {'members':[{'value':'a'}]}")).containsExactly(new Add(List.of(A)));
        assertThat(steps("replace = {'displayName':'x'}"))
                .containsExactly(new Attributes(Patches.of("replace = {'displayName':'x'}")));
    }

    @Test
    void whatIsToleratedIsReported() {
        MembershipSteps.Result result = MembershipSteps.of(
                CoreTypes.GROUP,
                Patches.of("add members = [{},{'value':'a','displayName':'x'},{'value':' '},null]"),
                Mode.TOLERANT);
        assertThat(result.steps()).containsExactly(new Add(List.of(A)));
        assertThat(result.deviations())
                .extracting(it -> it.rule().word())
                .containsExactly("empty-element", "unknown-attribute");
    }

    @Test
    void whatCannotBeReadBesideARemovalIsLeftOut() {
        String lines = "add members = 5\nremove members[value eq 'a']\nremove members[display eq 'x']";
        MembershipSteps.Result result = MembershipSteps.of(CoreTypes.GROUP, Patches.of(lines), Mode.TOLERANT);
        assertThat(result.steps()).containsExactly(new Remove(List.of("a")));
        assertThat(result.deviations())
                .hasSize(2)
                .extracting(it -> it.rule().word())
                .containsOnly("beside-deactivation");
        assertThat(catchThrowableOfType(
                        ScimException.class, () -> MembershipSteps.of(CoreTypes.GROUP, Patches.of(lines), Mode.STRICT)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replace members[value eq 'a'].display = 'x'|MUTABILITY|TOLERANT",
                "remove members[value eq 'a'].value|MUTABILITY|TOLERANT",
                "replace members.value = 'x'|MUTABILITY|TOLERANT",
                "add members[value eq 'a'] = {'value':'b'}|MUTABILITY|TOLERANT",
                "add members = [{'display':'x'}]|INVALID_VALUE|TOLERANT",
                "add members = [{'value':''}]|INVALID_VALUE|TOLERANT",
                "add members = [{'value':'a','type':'Robot'}]|INVALID_VALUE|TOLERANT",
                "add members = 5|INVALID_VALUE|TOLERANT",
                "add members = ['a']|INVALID_VALUE|STRICT",
                "remove members[value gt 5]|INVALID_FILTER|TOLERANT",
                "remove members[x eq 'y']|INVALID_FILTER|STRICT",
                "remove members[x eq 'y']|INVALID_FILTER|TOLERANT",
                "remove members[not (display eq 'y')]|INVALID_FILTER|TOLERANT",
                "remove members[value eq 'a' and $ref pr]|INVALID_FILTER|TOLERANT",
                "add members = [null]|INVALID_VALUE|TOLERANT",
                "add members = [null,{'value':'a'}]|INVALID_VALUE|STRICT",
            })
    void whatIsNoChangeOfMembersIsRefused(String line, ScimType type, Mode mode) {
        ScimException e = catchThrowableOfType(
                ScimException.class, () -> MembershipSteps.of(CoreTypes.GROUP, Patches.of(line), mode));
        assertThat(e.error().scimType()).isEqualTo(type);
    }

    private static List<MembershipStep> steps(String lines) {
        return MembershipSteps.of(CoreTypes.GROUP, Patches.of(lines), Mode.TOLERANT)
                .steps();
    }
}
