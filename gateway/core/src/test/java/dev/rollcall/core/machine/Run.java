package dev.rollcall.core.machine;

import dev.rollcall.core.House;
import dev.rollcall.core.TestClock;
import dev.rollcall.core.rule.Actor;
import dev.rollcall.core.rule.RuleCommand;
import dev.rollcall.testkit.postgres.Invariants;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays many stories side by side in one database: the first step of each, then the second of each, and so on, ten minutes apart
 * by the clock. After each round the facts of all worlds are read at once.
 */
final class Run implements AutoCloseable {

    private static final Pattern WORLD = Pattern.compile("w(\\d+)[.-]");

    private final TestClock clock = new TestClock();
    private final House house = new House(clock);
    private final FactsLoader loader = new FactsLoader(house.url());
    private final List<World> worlds = new ArrayList<>();
    private final List<List<Step>> stories = new ArrayList<>();
    private final Set<Integer> over = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * A story that went wrong.
     *
     * @param step the number of the step after which it was seen, from 0
     */
    record Failure(int world, int step, List<String> broken) {}

    void add(int number, List<Step> story) {
        World world = new World(number, house.provisioning, clock);
        for (int org = 0; org < World.ORGS; org++) {
            world.orgs[org] = House.newId();
            for (int directory = 0; directory < World.DIRECTORIES; directory++) {
                world.directories[org][directory] = House.newId();
            }
        }
        worlds.add(world);
        stories.add(story);
    }

    private void found() {
        StringBuilder organizations = new StringBuilder();
        StringBuilder domains = new StringBuilder();
        StringBuilder directories = new StringBuilder();
        for (World world : worlds) {
            for (int org = 0; org < World.ORGS; org++) {
                organizations.append(String.format(
                        ",('%s','w%d-%d','Test','enterprise',50,1,%b,now())",
                        world.orgs[org], world.number, org, org == 1));
                domains.append(String.format(",('%s','%s','attested',now())", world.orgs[org], world.domain(org)));
                for (int directory = 0; directory < World.DIRECTORIES; directory++) {
                    directories.append(String.format(
                            ",('%s','%s','%s','custom','draft','member',now())",
                            world.orgs[org], world.directories[org][directory], directory == 0 ? "Okta" : "Entra"));
                }
            }
        }
        loader.write("DELETE FROM domain; DELETE FROM organization");
        loader.write("INSERT INTO organization (org_id, slug, name, plan, purchased_seats, enterprise_max_seats,"
                + " unverified_domains, created_at) VALUES " + organizations.substring(1));
        loader.write("INSERT INTO domain (org_id, name, proof, verified_at) VALUES " + domains.substring(1));
        loader.write(
                "INSERT INTO directory (org_id, directory_id, name, provider, state, default_role, created_at) VALUES "
                        + directories.substring(1));
    }

    /** Plays to the end, each story to its first failure; the answer is all of those. */
    List<Failure> play() {
        found();
        int rounds = stories.stream().mapToInt(List::size).max().orElse(0);
        accept(loader.load(worlds));
        for (int round = 0; round < rounds; round++) {
            play(round);
            clock.advance(Duration.ofMinutes(10));
        }
        return failures;
    }

    private void fail(int world, int round, List<String> broken) {
        if (!broken.isEmpty() && over.add(world)) {
            failures.add(new Failure(world, round, broken));
        }
    }

    private boolean plays(int world, int round) {
        return round < stories.get(world).size() && !over.contains(world);
    }

    private void accept(List<Facts> facts) {
        for (int i = 0; i < worlds.size(); i++) {
            worlds.get(i).facts = facts.get(i);
        }
    }

    private void play(int round) {
        List<Future<?>> played = new ArrayList<>();
        House.await(house.atOnce(() -> {
            for (int i = 0; i < worlds.size(); i++) {
                worlds.get(i).answers = null;
                played.add(
                        plays(i, round)
                                ? stories.get(i).get(round).play().apply(worlds.get(i))
                                : Future.succeededFuture());
            }
            return Future.join(played).otherwiseEmpty();
        }));
        List<Facts> facts = loader.load(worlds);
        for (int i = 0; i < worlds.size(); i++) {
            if (played.get(i).failed()) {
                fail(i, round, List.of("failed: " + played.get(i).cause()));
            } else if (plays(i, round)) {
                fail(i, round, Laws.broken(worlds.get(i), stories.get(i).get(round), facts.get(i)));
            }
        }
        if (background()) {
            facts = loader.load(worlds);
        }
        for (int i = 0; i < worlds.size(); i++) {
            fail(i, round, Standings.wrong(facts.get(i)));
        }
        for (String broken : Invariants.broken(house.url())) {
            Matcher world = WORLD.matcher(broken);
            int number = world.find() ? Integer.parseInt(world.group(1)) : worlds.get(0).number;
            fail(number - worlds.get(0).number, round, List.of(broken));
        }
        accept(facts);
    }

    /** What the gateway does in the background: addresses that other organisations gave up, and admins for a time. */
    private boolean background() {
        // Ends of recovery first: they give up addresses.
        List<Future<?>> ended = new ArrayList<>();
        loader.due(clock.instant())
                .forEach((org, members) -> members.forEach(
                        member -> ended.add(byTheGateway(org, new RuleCommand.EndRecovery(member, true)))));
        House.await(Future.all(ended));
        List<Future<?>> looked = new ArrayList<>();
        loader.freed().forEach((org, users) -> looked.add(byTheGateway(org, new RuleCommand.Reconsider(users))));
        House.await(Future.all(looked));
        return !ended.isEmpty() || !looked.isEmpty();
    }

    private Future<?> byTheGateway(UUID org, RuleCommand command) {
        return house.provisioning.apply(new Actor(org, "the gateway", House.newId()), command);
    }

    @Override
    public void close() {
        loader.close();
        house.close();
    }
}
