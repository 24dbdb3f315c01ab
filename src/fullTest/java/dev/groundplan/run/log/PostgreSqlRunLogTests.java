package dev.groundplan.run.log;

import dev.groundplan.testing.PostgreSqlPortal;

@PostgreSqlPortal
class PostgreSqlRunLogTests extends RunLogContract {}
