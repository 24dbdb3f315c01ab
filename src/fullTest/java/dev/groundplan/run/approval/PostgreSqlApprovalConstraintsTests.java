package dev.groundplan.run.approval;

import dev.groundplan.testing.PostgreSqlPortal;

@PostgreSqlPortal
class PostgreSqlApprovalConstraintsTests extends ApprovalConstraintsContract {}
