package serve

import "time"

// Limits bound what guests may take. The zero value of each is its default.
type Limits struct {
	Sessions   int           // at once; 500
	Handshakes int           // at once, before a key is proved; 100
	PerSecond  float64       // new connections a second from one address; 5
	Burst      int           // that may come together from one address; 20
	Idle       time.Duration // without a key pressed; 12 hours
	Longest    time.Duration // of a session; 24 hours
	Handshake  time.Duration // to prove the key; 20 seconds
	Stuck      time.Duration // for which a line may take no output; a minute
	Farewell   time.Duration // for what is under way when the server stops; 5 seconds
}

func (l Limits) orDefault() Limits {
	for _, d := range []struct {
		of   *time.Duration
		take time.Duration
	}{
		{&l.Idle, 12 * time.Hour}, {&l.Longest, 24 * time.Hour}, {&l.Handshake, 20 * time.Second}, {&l.Stuck, time.Minute}, {&l.Farewell, 5 * time.Second},
	} {
		if *d.of <= 0 {
			*d.of = d.take
		}
	}
	if l.Sessions <= 0 {
		l.Sessions = 500
	}
	if l.Handshakes <= 0 {
		l.Handshakes = 100
	}
	if l.PerSecond <= 0 {
		l.PerSecond = 5
	}
	if l.Burst <= 0 {
		l.Burst = 20
	}
	return l
}
