package dev.rollcall.core.read.resource;

import static dev.rollcall.core.Waiting.await;
import static dev.rollcall.core.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.Fixture;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Get;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceQueriesIT {

    private static Fixture fixture;
    private static UUID ada;
    private static UUID bob;
    private static UUID engineers;
    private static UUID everyone;

    @BeforeAll
    static void resources() {
        fixture = new Fixture();
        ada = fixture.user("""
            {"userName": "Ada", "displayName": "Ada Lovelace", "active": false,
             "emails": [{"value": "zoe@x.example"}, {"value": "b@x.example", "primary": true}]}
            """, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00.123456Z"));
        bob = fixture.user(
                "{\"userName\": \"bob\", \"active\": true, \"emails\": [{\"value\": \"C@x.example\"}, {\"value\":"
                        + " \"a@x.example\"}]}");
        fixture.user("{\"userName\": \"Cleo\", \"displayName\": \"cleo\", \"emails\": [{\"value\": \"a@x.example\"}]}");
        fixture.user("{\"userName\": \"dan\"}");
        engineers = fixture.group("{\"displayName\": \"Engineers\"}");
        everyone = fixture.group("{\"displayName\": \"Everyone\"}");
        fixture.join(engineers, ada, "User");
        fixture.join(everyone, ada, "User");
        fixture.join(everyone, bob, "User");
        fixture.join(everyone, engineers, "Group");
        fixture.park(everyone, "late");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aUserIsServedWithWhatTheGatewayKnows() {
        StoredResource user = found("User", ada.toString(), Projection.DEFAULT);

        assertThat(user.id()).isEqualTo(ada);
        assertThat(user.version()).isEqualTo(3);
        assertThat(user.created()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(user.lastModified()).isEqualTo("2026-04-01T00:00:00.123456Z");
        assertThat(user.document().get("displayName").asText()).isEqualTo("Ada Lovelace");
        assertThat(user.document().get("groups"))
                .isEqualTo(Fixture.document("""
                    {"groups": [{"value": "%s", "display": "Engineers", "type": "direct"},
                                {"value": "%s", "display": "Everyone", "type": "direct"}]}
                    """.formatted(engineers, everyone)).get("groups"));
        assertThat(found("User", bob.toString(), excluding("groups")).document().has("groups"))
                .isFalse();
    }

    @Test
    void aGroupIsServedWithItsMembersUnlessTheyAreNotWanted() {
        StoredResource group = found("Group", everyone.toString(), Projection.DEFAULT);

        assertThat(group.document().get("members"))
                .containsExactlyInAnyOrderElementsOf(
                        Fixture.document("""
                            {"members": [{"value": "%s", "display": "Ada Lovelace", "type": "User"},
                                         {"value": "%s", "display": "bob", "type": "User"},
                                         {"value": "%s", "display": "Engineers", "type": "Group"},
                                         {"value": "late", "type": "User"}]}
                            """.formatted(ada, bob, engineers)).get("members"));
        assertThat(found("Group", everyone.toString(), excluding("members")).document())
                .isEqualTo(Fixture.document("{\"displayName\": \"Everyone\"}"));
    }

    @Test
    void whatIsNotThereIsNull() {
        Directory other = fixture.directory("other");

        assertThat(await(fixture.resources.get(
                        other.orgId(), other.id(), new Get(CoreTypes.USER, ada.toString(), null, Projection.DEFAULT))))
                .isNull();
        assertThat(get("User", Fixture.newId().toString(), Projection.DEFAULT)).isNull();
        assertThat(get("User", engineers.toString(), Projection.DEFAULT)).isNull();
        assertThat(get("User", "no uuid", Projection.DEFAULT)).isNull();
        assertThat(get("User", "1-1-1-1-1", Projection.DEFAULT)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 2  | Ada bob",
                "2 | 2  | bob Cleo",
                "4 | 9  | dan",
                "5 | 2  | ''",
                "1 | 0  | ''",
                "1 |    | Ada bob Cleo",
                "1 | 99 | Ada bob Cleo",
            })
    void pagesCarryTheWholeTotal(int startIndex, @Nullable Integer count, String expected) {
        Query query = new Query(CoreTypes.USER, null, null, startIndex, count, Projection.DEFAULT);
        Page page = await(fixture.resources.list(fixture.org(), fixture.directory.id(), query, Mode.STRICT, 3));

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.startIndex()).isEqualTo(startIndex);
        assertThat(names(page)).isEqualTo(expected);
    }

    @Test
    void aFilteredPageCountsWhatMatches() {
        Query query = new Query(CoreTypes.USER, Filter.parse("emails.value sw \"a@\""), null, 2, 1, Projection.DEFAULT);
        Page page = fixture.list(query, Mode.STRICT);

        assertThat(page.total()).isEqualTo(2);
        assertThat(names(page)).isEqualTo("Cleo");
    }

    @ParameterizedTest
    @CsvSource({
        "userName, false, Ada bob Cleo dan",
        "userName, true, dan Cleo bob Ada",
        "displayName, false, Ada Cleo bob dan",
        "displayName, true, bob dan Cleo Ada",
        "active, false, Ada bob Cleo dan",
        "meta.created, true, bob Cleo dan Ada",
        "emails.value, false, Cleo Ada bob dan",
        "emails, true, dan bob Ada Cleo",
        "groups.display, false, Ada bob Cleo dan",
        "id, true, dan Cleo bob Ada",
        "department, false, Ada bob Cleo dan",
        "shoeSize, true, Ada bob Cleo dan",
        "name, false, Ada bob Cleo dan",
    })
    void sorts(String by, boolean descending, String expected) {
        Sort sort = new Sort(AttributePath.parse(by), descending);

        assertThat(names(fixture.sorted(CoreTypes.USER, sort, Mode.TOLERANT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"shoeSize", "name", "password"})
    void aStrictDirectoryRefusesToSortByWhatIsNotThere(String by) {
        Query query =
                new Query(CoreTypes.USER, null, new Sort(AttributePath.parse(by), false), 1, null, Projection.DEFAULT);

        assertThat(failure(fixture.resources.list(fixture.org(), fixture.directory.id(), query, Mode.STRICT, 10)))
                .isInstanceOfSatisfying(
                        ScimException.class,
                        e -> assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_PATH));
    }

    @Test
    void aListOfGroupsCarriesMembersOnlyWhenTheyAreWanted() {
        Page whole = fixture.list(new Query(CoreTypes.GROUP, null, null, 1, null, Projection.DEFAULT), Mode.STRICT);
        Page slim = fixture.list(new Query(CoreTypes.GROUP, null, null, 1, null, excluding("members")), Mode.STRICT);

        assertThat(whole.resources()).allMatch(group -> group.document().has("members"));
        assertThat(slim.resources())
                .hasSize(2)
                .noneMatch(group -> group.document().has("members"));
    }

    @Test
    void oneDirectorySeesNothingOfAnother() {
        Directory other = fixture.directory("neighbour");
        Query query = new Query(CoreTypes.USER, Filter.parse("userName pr"), null, 1, null, Projection.DEFAULT);

        assertThat(await(fixture.resources.list(other.orgId(), other.id(), query, Mode.STRICT, 10))
                        .total())
                .isZero();
    }

    private static Projection excluding(String attribute) {
        return new Projection(List.of(), List.of(AttributePath.of(attribute)));
    }

    private static StoredResource found(String type, String id, Projection projection) {
        return Objects.requireNonNull(get(type, id, projection));
    }

    private static @Nullable StoredResource get(String type, String id, Projection projection) {
        return await(fixture.resources.get(
                fixture.org(),
                fixture.directory.id(),
                new Get(type.equals("User") ? CoreTypes.USER : CoreTypes.GROUP, id, null, projection)));
    }

    private static String names(Page page) {
        return page.resources().stream()
                .map(user -> user.document().get("userName").asText())
                .collect(Collectors.joining(" "));
    }
}
