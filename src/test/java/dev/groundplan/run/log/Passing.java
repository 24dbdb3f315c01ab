package dev.groundplan.run.log;

import dev.groundplan.engine.ExecutionId;
import java.util.List;
import java.util.UUID;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A program that comes by {@link RunLog#append} again and again and says how often it did. */
public final class Passing {
    private static final int TIMES = 4000;

    private Passing() {}

    public static void main(String[] arguments) throws InterruptedException {
        var nowhere = JdbcClient.create(new DriverManagerDataSource());
        var log = proxied(new RunLog(nowhere, null, any -> {}));
        for (int i = 1; i <= TIMES; i++) {
            log.append(null, new ExecutionId(new UUID(0, i)), List.of(), new RunLog.Offsets(0, 0));
            System.out.println(i);
            Thread.sleep(25);
        }
    }

    /** As Spring does it for a transaction; what is behind it is not reached. */
    private static RunLog proxied(RunLog log) {
        var factory = new ProxyFactory(log);
        factory.setProxyTargetClass(true);
        factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) call -> null);
        return (RunLog) factory.getProxy();
    }
}
