package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.adapters.google.simulate.tenant.TenantLife;
import dev.rollcall.spi.pull.Stage;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a simulated Google Workspace on this machine, with a service account that has the permissions it needs. */
public final class GoogleStage implements Stage {

    private static final String SCOPES = "https://www.googleapis.com/auth/admin.directory.";

    @Override
    public Future<StandIn> play(Vertx vertx, Plan plan, int port) {
        Tenant tenant = Tenant.of(plan);
        return FakeGoogle.start(vertx, tenant, port, InstantSource.system()).map(fake -> {
            fake.desk().delegate(List.of(SCOPES + "user.readonly", SCOPES + "group.readonly"));
            return new Played(fake, tenant, new AtomicInteger());
        });
    }

    private record Played(FakeGoogle fake, Tenant tenant, AtomicInteger lives) implements StandIn {

        @Override
        public String origin() {
            return fake.origin();
        }

        @Override
        public ObjectNode settings() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("admin", tenant.admin())
                    .put("key", fake.keyFile());
        }

        @Override
        public void grow(Plan plan) {
            tenant.grow(plan);
        }

        @Override
        public void live(long seed, int steps) {
            new TenantLife(tenant, seed, lives.incrementAndGet() + ".").live(steps);
        }

        @Override
        public void refuse() {
            fake.desk().delegate(List.of());
            fake.expireTokens();
        }

        @Override
        public ExpectedState standing() {
            return tenant.model().standing();
        }

        @Override
        public void close() {
            fake.close();
        }
    }
}
