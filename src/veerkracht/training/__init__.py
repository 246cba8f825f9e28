"""Courses, editions, sessions, trainers, accreditation and qualifications."""
