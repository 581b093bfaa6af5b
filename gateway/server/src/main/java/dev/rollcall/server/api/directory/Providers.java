package dev.rollcall.server.api.directory;

import dev.rollcall.scim.Habit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The identity providers that a directory can be of, in the order in which they are offered (R3). */
public final class Providers {

    private final List<Adapter> all;

    public Providers(List<Adapter> all) {
        this.all = List.copyOf(all);
    }

    List<Adapter> all() {
        return all;
    }

    /** The adapter of that id. */
    Optional<Adapter> find(String id) {
        return all.stream().filter(adapter -> adapter.provider().equals(id)).findFirst();
    }

    /** The adapter of that id as one that has this capability; empty when it has not. */
    <C> Optional<C> with(String id, Class<C> capability) {
        return find(id).filter(capability::isInstance).map(capability::cast);
    }

    /**
     * The adapter of a directory that is to be.
     *
     * @throws Problem.ProblemException 400, there is none of that id, or it cannot be connected yet
     */
    Adapter require(String id) {
        Adapter adapter = find(id).orElseThrow(() -> Problem.badRequest("There is no such provider; accepted: "
                        + String.join(
                                ", ",
                                all.stream()
                                        .filter(one -> one.notYet().isEmpty())
                                        .map(Adapter::provider)
                                        .toList())
                        + ".")
                .exception());
        adapter.notYet().ifPresent(reason -> {
            throw Problem.badRequest(reason).exception();
        });
        return adapter;
    }

    /** Ids of the provider's quirks and habits, each of which can be switched off; none for a provider that this build does not know. */
    List<String> quirks(String id) {
        return find(id).map(adapter -> Stream.concat(
                                adapter.quirks().stream().map(Quirk::id),
                                adapter.habits().stream().map(Habit::id).sorted())
                        .toList())
                .orElse(List.of());
    }
}
