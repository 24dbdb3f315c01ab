package dev.groundplan.worker;

import dev.groundplan.testing.CheckedPostgreSqlPortal;

@CheckedPostgreSqlPortal
class PostgreSqlCancelBorderTests extends CancelBorderContract {}
