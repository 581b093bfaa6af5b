package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.FilterSql;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.Filter;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** For any filter and any user, PostgreSQL and {@link ReferenceFilter} say the same. */
final class FilterLawIT {

    private static final int USERS = 60;
    private static final int FILTERS_A_TRY = 25;
    private static final Fixture fixture = new Fixture();
    private static final Map<UUID, ObjectNode> population = new HashMap<>();

    @BeforeContainer
    static void populate() {
        Random random = new Random(20261124);
        List<UUID> groups =
                List.of(fixture.group("{\"displayName\": \"Ada\"}"), fixture.group("{\"displayName\": \"STRASSE\"}"));
        for (int i = 0; i < USERS; i++) {
            Instant created = Instant.parse(GeneratedUsers.TIMES.get(random.nextInt(3) == 0 ? 0 : 2));
            UUID id = fixture.user(
                    GeneratedUsers.user(i, random).toString(), created, created.plusSeconds(random.nextInt(2)));
            groups.stream().filter(group -> random.nextInt(3) == 0).forEach(group -> fixture.join(group, id, "User"));
        }
        for (StoredResource user :
                fixture.sorted(GeneratedUsers.TYPE, null, Mode.STRICT).resources()) {
            population.put(user.id(), served(user));
        }
    }

    @AfterContainer
    static void close() {
        fixture.close();
    }

    @Property(tries = 400, seed = "20261124", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void postgresAndTheReferenceAgree(@ForAll("batches") List<Filter> filters) {
        ReferenceFilter reference = new ReferenceFilter(GeneratedUsers.TYPE);
        Parameters parameters = new Parameters(fixture.org(), fixture.directory.id());
        StringBuilder sql = new StringBuilder("SELECT r.user_id");
        for (Filter filter : filters) {
            sql.append(", ").append(FilterSql.condition(filter, GeneratedUsers.TYPE, Mode.TOLERANT, parameters));
        }
        sql.append(" FROM directory_user r WHERE r.org_id = $1 AND r.directory_id = $2");
        int rows = 0;
        for (Row row :
                await(fixture.database.reads().preparedQuery(sql.toString()).execute(parameters.tuple()))) {
            ObjectNode user = Objects.requireNonNull(population.get(row.getUUID(0)));
            for (int i = 0; i < filters.size(); i++) {
                Boolean matches = row.getBoolean(i + 1);
                assertThat(matches)
                        .as("%s%nof %s", filters.get(i).print(), user)
                        .isEqualTo(reference.matches(filters.get(i), user));
            }
            rows++;
        }
        assertThat(rows).isEqualTo(USERS);
    }

    @Provide
    Arbitrary<List<Filter>> batches() {
        return GeneratedFilters.filters().list().ofSize(FILTERS_A_TRY);
    }

    /** The resource with what the gateway adds to it. */
    private static ObjectNode served(StoredResource user) {
        ObjectNode resource = user.document().deepCopy();
        resource.put("id", user.id().toString());
        ArrayNode schemas =
                resource.putArray("schemas").add(GeneratedUsers.TYPE.schema().id());
        Stream.of(GeneratedUsers.ENTERPRISE, GeneratedUsers.BADGES)
                .filter(resource::has)
                .forEach(schemas::add);
        resource.putObject("meta")
                .put("resourceType", "User")
                .put("created", user.created().toString())
                .put("lastModified", user.lastModified().toString())
                .put("version", "W/\"" + user.version() + "\"");
        return resource;
    }
}
