package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.FakeGoogle;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourcePage;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceSettings;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fake and a reader of it, for tests that wait on their own thread. */
public final class Google implements AutoCloseable {

    static final String USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly";
    static final String GROUPS = "https://www.googleapis.com/auth/admin.directory.group.readonly";

    private static final Pace FAST = new Pace(600_000, Duration.ofMillis(2));

    public final Vertx vertx = Vertx.vertx();
    final FakeGoogle fake;
    final Tenant tenant;
    public final ObjectNode values = JsonNodeFactory.instance.objectNode();

    @Nullable
    String identity;

    private final List<SourceReader> readers = new ArrayList<>();

    Google(Tenant tenant) {
        this.tenant = tenant;
        fake = FakeGoogle.start(vertx, tenant, 0, InstantSource.system()).await();
        fake.desk().delegate(List.of(USERS, GROUPS));
        values.put("key", fake.keyFile()).put("admin", tenant.admin());
    }

    public static Google empty() {
        return new Google(Tenant.empty("fake.example"));
    }

    SourceReader reader() {
        return reader(null, InstantSource.system());
    }

    SourceReader reader(@Nullable String account, InstantSource time) {
        SourceReader reader = new GoogleSource(time)
                .open(vertx, new SourceSettings(values, account, fake.origin(), FAST, "", identity));
        readers.add(reader);
        return reader;
    }

    SourceReader reader(Consumer<ObjectNode> settings) {
        settings.accept(values);
        return reader();
    }

    static <T> List<T> all(Function<@Nullable String, Future<SourcePage<T>>> pages) {
        List<T> all = new ArrayList<>();
        String next = null;
        do {
            SourcePage<T> page = pages.apply(next).await();
            all.addAll(page.items());
            next = page.next();
        } while (next != null);
        return all;
    }

    static List<SourceMember> members(SourceReader reader, String group) {
        return all(page -> reader.members(group, page));
    }

    @Override
    public void close() {
        readers.forEach(SourceReader::close);
        fake.close();
        vertx.close().await();
    }
}
