package dev.rollcall.core;

import static dev.rollcall.core.House.await;
import static dev.rollcall.core.House.createOf;
import static dev.rollcall.core.House.patchOf;
import static dev.rollcall.core.House.replaceOf;
import static dev.rollcall.core.House.stored;
import static dev.rollcall.core.House.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a batch asks of the database: two round trips, and so many statements in each. A figure here changes only with a reason; that it
 * grows is the one thing that makes every change slower for all organisations.
 */
final class RoundTripsIT {

    private static final int WARM = 3;

    /** More than the two round trips take on any machine; what waits for a third waits for ever. */
    private static final int SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final House house = new House();
    private UUID directory = House.newId();
    private FlightProxy proxy =
            await(FlightProxy.start(vertx, DatabaseUrl.parse(house.url()).port()));
    private Database database = proxied();
    private Provisioning provisioning =
            new Provisioning(vertx, database.writes(), LaneLimits.DEFAULT, InstantSource.system(), LaneObserver.NONE);

    private Database proxied() {
        DatabaseUrl url = DatabaseUrl.parse(house.url());
        return Database.open(
                vertx,
                new DatabaseUrl(
                        "localhost", proxy.port(), url.database(), url.user(), url.password(), url.sslMode(), null),
                new Database.Limits(
                        1, 1, 1, 1, 1024, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    @BeforeEach
    void aDirectory() {
        directory = house.directory();
    }

    @AfterEach
    void close() {
        await(provisioning.drain());
        await(database.close());
        house.assertConsistent();
        house.close();
        await(vertx.close());
    }

    private Outcome apply(Command command) {
        return await(provisioning.apply(house.caller(directory), command));
    }

    private UUID create(String name) {
        return stored(apply(createOf(CoreTypes.USER, user(name)))).id();
    }

    /** Carries out the command of each number, the last one in flights of so many statements. */
    private void assertFlights(IntFunction<Command> command, int... flights) {
        for (int i = 0; i < WARM; i++) {
            stored(apply(command.apply(i)));
        }
        List<Integer> expected = Arrays.stream(flights).boxed().toList();
        Command last = command.apply(WARM);
        proxy.expect(expected);
        Future<Outcome> outcome = provisioning.apply(house.caller(directory), last);
        try {
            stored(outcome.await(SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            String seen = proxy.seen();
            proxy.expect(List.of());
            throw new AssertionError("not in flights of " + expected + ": " + seen, e);
        }
        assertThat(proxy.statements())
                .isEqualTo(expected.stream().mapToInt(Integer::intValue).sum());
    }

    private static Command active(UUID id, boolean active) {
        return patchOf(CoreTypes.USER, id, "[{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]");
    }

    private static Command put(UUID id, String name, int title) {
        return replaceOf(
                CoreTypes.USER, id, user(name).replace("{\"userName", "{\"title\":\"" + title + "\",\"userName"));
    }

    @Test
    void aCreateTakesTwo() {
        assertFlights(i -> createOf(CoreTypes.USER, user("ada" + i)), 7, 10);
    }

    @Test
    void deactivatingTakesTwo() {
        UUID[] ids = {create("a"), create("b"), create("c"), create("d")};
        assertFlights(i -> active(ids[i], false), 9, 9);
    }

    @Test
    void activatingTakesTwo() {
        UUID[] ids = {create("a"), create("b"), create("c"), create("d")};
        for (UUID id : ids) {
            apply(active(id, false));
        }
        assertFlights(i -> active(ids[i], true), 9, 9);
    }

    @Test
    void aPutTakesTwo() {
        UUID ada = create("ada");
        assertFlights(i -> put(ada, "ada", i), 11, 3);
    }

    @Test
    void aMemberWhoComesIntoAGroupTakesTwo() {
        UUID[] ids = {create("a"), create("b"), create("c"), create("d")};
        UUID group = stored(apply(createOf(CoreTypes.GROUP, "{\"displayName\":\"Readers\"}")))
                .id();
        assertFlights(
                i -> patchOf(
                        CoreTypes.GROUP,
                        group,
                        "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + ids[i] + "\"}]}]"),
                7,
                6);
    }

    @Test
    void aHoldInForceCostsAStatementAndNoTrip() {
        house.assign(directory, 1, "admin", "Admins");
        UUID ada = create("ada");
        stored(apply(
                createOf(CoreTypes.GROUP, "{\"displayName\":\"Admins\",\"members\":[{\"value\":\"" + ada + "\"}]}")));
        apply(active(ada, false));
        assertThat(house.sql("SELECT holds_in_force FROM organization")).containsExactly("1");
        UUID[] ids = {create("a"), create("b"), create("c"), create("d")};

        assertFlights(i -> active(ids[i], false), 10, 9);
    }
}
