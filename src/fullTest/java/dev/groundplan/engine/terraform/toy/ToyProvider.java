package dev.groundplan.engine.terraform.toy;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider for tests that lives in this JVM: Terraform finds it by the variable
 * TF_REATTACH_PROVIDERS and downloads nothing. It has a resource {@code toy_host} (name: replaces;
 * size: updates, "fail" fails; slow: seconds that a change takes; token: sensitive; id and ip:
 * computed) and a data source {@code toy_fact} (key → value).
 */
public final class ToyProvider implements AutoCloseable {
    /** For {@code required_providers}. */
    public static final String SOURCE = "groundplan.test/acme/toy";

    private static final String SERVICE = "tfplugin5.Provider";

    private final Gate gate = new Gate();
    private final Server server;

    private ToyProvider(Path store) throws IOException {
        Files.createDirectories(store);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.server =
                NettyServerBuilder.forAddress(address)
                        .addService(service(new ToyHosts(store)))
                        .build()
                        .start();
    }

    /** Hosts are JSON files in the store, named by their id; they outlive the provider. */
    public static ToyProvider start(Path store) throws IOException {
        return new ToyProvider(store);
    }

    /** The value of TF_REATTACH_PROVIDERS. */
    public String reattach() {
        var json = JsonMapper.shared().createObjectNode();
        json.putObject(SOURCE)
                .put("Protocol", "grpc")
                .put("ProtocolVersion", 5)
                .put("Pid", ProcessHandle.current().pid())
                .put("Test", true)
                .putObject("Addr")
                .put("Network", "tcp")
                .put("String", "127.0.0.1:" + server.getPort());
        return json.toString();
    }

    /** What was asked so far, such as "ApplyResourceChange toy_host", in order of arrival. */
    public List<String> calls() {
        return gate.calls();
    }

    /** Waits for a call to arrive; false when none came within the limit. */
    public boolean awaitCall(String call, Duration limit) {
        return gate.awaitCall(call, limit);
    }

    /** Waits until a slow change is under way; false when there was none within the limit. */
    public boolean awaitSlowCall(Duration limit) {
        return gate.awaitSlow(limit);
    }

    /** From now on no change is slow, and those under way end. */
    public void hurry() {
        gate.open();
    }

    /**
     * From now on slow changes end with an error once Terraform asks to stop; without this they
     * finish.
     */
    public void heedStop() {
        gate.heedStop();
    }

    @Override
    public void close() {
        gate.open();
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerServiceDefinition service(ToyHosts hosts) {
        var service = ServerServiceDefinition.builder(SERVICE);
        new ToyProtocol(hosts, gate)
                .calls()
                .forEach(
                        (name, call) ->
                                service.addMethod(
                                        method(name),
                                        ServerCalls.asyncUnaryCall(
                                                (request, observer) ->
                                                        answer(name, call, request, observer))));
        return service.build();
    }

    private static MethodDescriptor<Message, Message> method(String name) {
        return MethodDescriptor.<Message, Message>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Marshaller())
                .setResponseMarshaller(new Marshaller())
                .build();
    }

    private void answer(
            String name,
            UnaryOperator<Message> call,
            Message request,
            StreamObserver<Message> observer) {
        var typed = name.contains("Resource") || name.contains("DataSource");
        gate.called(typed ? name + " " + request.text(1) : name);
        try {
            observer.onNext(call.apply(request));
            observer.onCompleted();
        } catch (RuntimeException wrong) {
            observer.onError(
                    Status.INTERNAL
                            .withDescription(wrong.toString())
                            .withCause(wrong)
                            .asException());
        }
    }

    private static final class Marshaller implements MethodDescriptor.Marshaller<Message> {
        @Override
        public InputStream stream(Message message) {
            return new ByteArrayInputStream(message.toBytes());
        }

        @Override
        public Message parse(InputStream stream) {
            try {
                return Message.parse(stream.readAllBytes());
            } catch (IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
        }
    }
}
