package dev.rollcall.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The filters that IdPs send about groups, and those about members in particular. */
final class GroupFilterIT {

    private static Fixture fixture;
    private static UUID ada;
    private static UUID bob;
    private static UUID engineers;
    private static UUID everyone;

    @BeforeAll
    static void groups() {
        fixture = new Fixture();
        ada = fixture.user("{\"userName\": \"ada\", \"displayName\": \"Ada Lovelace\"}");
        bob = fixture.user("{\"userName\": \"bob\", \"displayName\": \"\"}");
        engineers = fixture.group("{\"displayName\": \"Engineers\", \"externalId\": \"g-1\"}");
        everyone = fixture.group("{\"displayName\": \"Everyone\"}");
        fixture.group("{\"displayName\": \"Nobody\"}");
        fixture.join(engineers, ada, "User");
        fixture.join(everyone, engineers, "Group");
        fixture.join(everyone, bob, "User");
        fixture.park(everyone, "g-late");
        fixture.park(everyone, "0190c0de-0000-7000-8000-000000000001");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void byNameAndExternalId() {
        assertThat(find("displayName eq \"ENGINEERS\"")).isEqualTo("Engineers");
        assertThat(find("displayName sw \"e\"")).isEqualTo("Engineers Everyone");
        assertThat(find("externalId eq \"g-1\"")).isEqualTo("Engineers");
        assertThat(find("externalId eq \"G-1\"")).isEmpty();
        assertThat(find("meta.resourceType eq \"Group\" and displayName ne \"nobody\""))
                .isEqualTo("Engineers Everyone");
    }

    @Test
    void byMember() {
        assertThat(find("members.value eq \"" + ada + "\"")).isEqualTo("Engineers");
        assertThat(find("members eq \"" + bob + "\"")).isEqualTo("Everyone");
        assertThat(find("members[value eq \"" + bob + "\"]")).isEqualTo("Everyone");
        assertThat(find("members[value eq \"" + bob + "\" and type eq \"Group\"]"))
                .isEmpty();
        assertThat(find("members[value eq \"" + engineers + "\" and type eq \"group\"]"))
                .isEqualTo("Everyone");
        assertThat(find("id eq \"" + everyone + "\" and members eq \"" + bob + "\""))
                .isEqualTo("Everyone");
        assertThat(find("id eq \"" + everyone + "\" and members eq \"" + ada + "\""))
                .isEmpty();
        assertThat(find("not (members.value eq \"" + ada + "\")")).isEqualTo("Everyone Nobody");
        assertThat(find("members ne \"" + ada + "\"")).isEqualTo("Everyone Nobody");
    }

    @Test
    void byMemberThatIsParked() {
        assertThat(find("members.value eq \"g-late\"")).isEqualTo("Everyone");
        assertThat(find("members.value eq \"0190c0de-0000-7000-8000-000000000001\""))
                .isEqualTo("Everyone");
        assertThat(find("members.value eq \"0190C0DE-0000-7000-8000-000000000001\""))
                .isEmpty();
    }

    @Test
    void byWhatMembersAre() {
        assertThat(find("members.display eq \"ADA LOVELACE\"")).isEqualTo("Engineers");
        assertThat(find("members.display eq \"bob\"")).isEqualTo("Everyone");
        assertThat(find("members.display eq \"engineers\"")).isEqualTo("Everyone");
        assertThat(find("members pr")).isEqualTo("Engineers Everyone");
        assertThat(find("members eq null")).isEqualTo("Nobody");
    }

    private static String find(String filter) {
        return fixture.find(CoreTypes.GROUP, filter, Mode.TOLERANT).resources().stream()
                .map(group -> group.document().get("displayName").asText())
                .collect(Collectors.joining(" "));
    }
}
