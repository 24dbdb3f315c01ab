package dev.groundplan.engine.terraform.toy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Terraform's plugin protocol 5. Field numbers are those of its {@code
 * tfplugin5.proto}; in each request field 1 names the type.
 */
final class ToyProtocol {
    private static final String[] HOST = {"name", "size", "slow", "token", "id", "ip"};

    private final ToyHosts hosts;
    private final Gate gate;

    ToyProtocol(ToyHosts hosts, Gate gate) {
        this.hosts = hosts;
        this.gate = gate;
    }

    Map<String, UnaryOperator<Message>> calls() {
        var calls = new LinkedHashMap<String, UnaryOperator<Message>>();
        calls.put("GetSchema", request -> Schemas.all());
        calls.put("PrepareProviderConfig", request -> new Message().with(1, request.bytes(1)));
        calls.put("Configure", this::configure);
        calls.put("ValidateResourceTypeConfig", request -> new Message());
        calls.put("ValidateDataSourceConfig", request -> new Message());
        calls.put("UpgradeResourceState", this::upgrade);
        calls.put("ReadResource", this::read);
        calls.put("PlanResourceChange", this::plan);
        calls.put("ApplyResourceChange", this::apply);
        calls.put("ImportResourceState", this::takeOver);
        calls.put("ReadDataSource", this::fact);
        calls.put("Stop", this::stop);
        return calls;
    }

    private Message configure(Message request) {
        gate.stop(false);
        return new Message();
    }

    private Message stop(Message request) {
        gate.stop(true);
        return new Message();
    }

    /** The state as Terraform kept it, which is JSON, in the form of the protocol. */
    private Message upgrade(Message request) {
        var kept = JsonMapper.shared().readTree(request.message(3).bytes(1));
        var values = new Values(new LinkedHashMap<>());
        for (var name : HOST) {
            var value = kept.path(name);
            values.attributes()
                    .put(
                            name,
                            value.isNumber()
                                    ? ValueFactory.newFloat(value.asDouble())
                                    : value.isString()
                                            ? ValueFactory.newString(value.asString())
                                            : ValueFactory.newNil());
        }
        return new Message().with(1, Values.write(values));
    }

    private Message read(Message request) {
        var known = Values.read(request.message(2));
        return new Message().with(1, Values.write(known == null ? null : hosts.read(known)));
    }

    private Message plan(Message request) {
        var prior = Values.read(request.message(2));
        var proposed = Values.read(request.message(3));
        if (proposed == null) {
            return new Message().with(1, Values.write(null));
        }
        if (prior == null) {
            return new Message().with(1, Values.write(proposed.withUnknown("id", "ip")));
        }
        if (prior.differs(proposed, "name")) {
            var step = new Message().with(1, "name");
            return new Message()
                    .with(1, Values.write(proposed.withUnknown("id", "ip")))
                    .with(2, new Message().with(1, step));
        }
        return new Message()
                .with(
                        1,
                        Values.write(
                                prior.differs(proposed, "size")
                                        ? proposed.withUnknown("ip")
                                        : proposed));
    }

    private Message apply(Message request) {
        var prior = Values.read(request.message(2));
        var planned = Values.read(request.message(3));
        if (!gate.work(slowness(planned == null ? prior : planned))) {
            return failed(prior, "stopped", "The toy was asked to stop.");
        }
        if (planned == null) {
            if (prior != null) {
                hosts.delete(prior);
            }
            return new Message().with(1, Values.write(null));
        }
        if ("fail".equals(planned.text("size"))) {
            return failed(prior, "quota exceeded", "The toy has no host of the size \"fail\".");
        }
        return new Message().with(1, Values.write(hosts.write(planned)));
    }

    private static double slowness(@Nullable Values values) {
        return values == null ? 0 : values.number("slow");
    }

    private static Message failed(@Nullable Values state, String summary, String detail) {
        var diagnostic = new Message().with(1, 1).with(2, summary).with(3, detail);
        return new Message().with(1, Values.write(state)).with(3, diagnostic);
    }

    private Message takeOver(Message request) {
        var values = new Values(new LinkedHashMap<>());
        for (var name : HOST) {
            values.attributes().put(name, ValueFactory.newNil());
        }
        var imported =
                new Message()
                        .with(1, ToyHosts.TYPE)
                        .with(2, Values.write(values.with("id", request.text(2))));
        return new Message().with(1, imported);
    }

    private Message fact(Message request) {
        var asked = Values.read(request.message(2));
        return new Message()
                .with(
                        1,
                        Values.write(
                                asked == null
                                        ? null
                                        : asked.with("value", "fact-" + asked.text("key"))));
    }
}
