package dev.groundplan.testing.fault;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** Weaves advice into classes, loaded or not, and takes it out again. */
final class Woven implements AutoCloseable {
    private final Instrumentation instrumentation;
    private final List<ResettableClassFileTransformer> transformers = new ArrayList<>();

    Woven(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    static Woven into(
            Instrumentation instrumentation,
            ElementMatcher<TypeDescription> types,
            ElementMatcher<? super MethodDescription> methods,
            Class<?> advice) {
        return new Woven(instrumentation).and(types, methods, advice);
    }

    Woven and(
            ElementMatcher<TypeDescription> types,
            ElementMatcher<? super MethodDescription> methods,
            Class<?> advice) {
        transformers.add(
                new AgentBuilder.Default()
                        .disableClassFormatChanges()
                        .with(RedefinitionStrategy.RETRANSFORMATION)
                        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                        .ignore(ElementMatchers.nameStartsWith("net.bytebuddy."))
                        .type(types)
                        .transform(
                                (builder, type, loader, module, domain) ->
                                        builder.visit(Advice.to(advice).on(methods)))
                        .installOn(instrumentation));
        return this;
    }

    @Override
    public void close() {
        for (var transformer : transformers) {
            transformer.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
        }
    }
}
